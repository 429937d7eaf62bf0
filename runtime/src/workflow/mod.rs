//! The commands as functions: what the command line calls, and a test or another tool may.

mod difference;

pub use self::difference::{Action, Difference, differences};
