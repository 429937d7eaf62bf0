//! A binary as a team ships it, for the tests of it.

use std::process::ExitCode;

use aludel::{Migrations, embed_migrations};

aludel::schema!(SCHEMA = []);

const MIGRATIONS: Migrations = embed_migrations!("../fixtures/migrations/sound");

fn main() -> ExitCode {
    aludel::main_with(&SCHEMA, MIGRATIONS)
}
