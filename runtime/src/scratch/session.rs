//! The session of a scratch database, which is to a statement what the runner's is: a migration must
//! not do something else here than it does to a real database.

use crate::run::session::{KNOWN_IN_SESSION, RESET};

/// Sets a session up, whatever the role has as its settings. Nothing is waited for that only a crash
/// would need.
pub(super) fn opening() -> String {
    format!("{KNOWN_IN_SESSION}; SET synchronous_commit = off")
}

/// Takes back what a step has set, so that the next one does not build on it.
pub(crate) fn renewal() -> String {
    format!("{RESET}; {}", opening())
}
