use aludel::{Migrations, embed_migrations};

const MIGRATIONS: Migrations = embed_migrations!(".", krate = ::aludel);

fn main() {}
