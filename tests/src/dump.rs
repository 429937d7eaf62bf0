//! What `pg_dump` says of a database: a witness that shares no query with our own reader.

use std::path::PathBuf;

use aludel::connect::{Environment, Target};
use aludel::workflow::{Hearing, Testimony, Witness};

use crate::{TestDatabase, server};

/// The environment variable that names a `pg_dump` for servers that come without one.
const PROGRAM_VARIABLE: &str = "ALUDEL_TEST_PG_DUMP";

/// The schema as `pg_dump` prints it, in no order.
///
/// # Panics
///
/// When `pg_dump` cannot be run.
pub fn dump(database: &TestDatabase) -> Testimony {
    let fitting = || server().client_program("pg_dump");
    let program = std::env::var_os(PROGRAM_VARIABLE).map_or_else(fitting, PathBuf::from);
    let target = Target::parse(&database.url(), &Environment::default());
    let target = target.unwrap_or_else(|error| panic!("{error}"));
    let witness = Witness::at(program);
    let testimony = witness.ask(&target).and_then(Hearing::testimony);
    testimony.unwrap_or_else(|silence| panic!("{silence}"))
}
