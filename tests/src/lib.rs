//! The harness of the proofs: a private server for each test process, an empty database for each
//! test.
//!
//! ```no_run
//! let database = aludel_tests::database();
//! database.execute("CREATE TABLE item (id int PRIMARY KEY)");
//! let mut client = database.connect();
//! assert_eq!(client.query("SELECT id FROM item", &[]).unwrap().len(), 0);
//! ```
//!
//! The server is the newest that the machine has. `ALUDEL_PG_BIN` names the folder of another, here
//! and for whatever a test starts; `ALUDEL_TEST_PG_BIN` for this harness alone. `tests/servers/fetch`
//! brings every supported major version, and `tests/servers/matrix` runs the tests on all of them.

#![expect(clippy::panic, reason = "the test that asked fails, and says why")]

pub mod arbitrary;
pub mod bench;
mod database;
pub mod dump;
pub mod guarded;
pub mod process;
pub mod round_trip;
pub mod scenario;
mod server;

pub use self::{
    database::{TestDatabase, database},
    server::{TestServer, server},
};

/// The examples of the README, which compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
