use aludel::{Migrations, embed_migrations};

const MIGRATIONS: Migrations = embed_migrations!(migrations);

fn main() {}
