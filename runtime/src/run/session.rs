//! The settings under which the steps of a migration run.

use crate::run::options::Options;

/// Takes back whatever a step has set: the next one is not to build on it, since a run that goes on
/// there would not have it. It goes behind a step, as a transaction has its isolation before a
/// statement in it could reset that.
pub(crate) const RESET: &str = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL";

/// The role that connected, which owns the history, even if the step took another.
pub(crate) const OWN_ROLE: &str = "RESET SESSION AUTHORIZATION; RESET ROLE";

/// What the text of a file relies on: names without a schema are in `public`, and a backslash in a
/// plain string is a backslash.
macro_rules! known {
    ($scope:literal) => {
        concat!(
            concat!("SET ", $scope, "search_path = public; "),
            concat!("SET ", $scope, "standard_conforming_strings = on")
        )
    };
}

/// What is known in one transaction.
const KNOWN: &str = known!("LOCAL ");

/// What is known until the session is reset.
#[cfg(feature = "tooling")]
pub(crate) const KNOWN_IN_SESSION: &str = known!("");

/// Opens a transaction for a step.
pub(crate) fn open_transaction(options: &Options) -> String {
    format!("BEGIN; {KNOWN}; SET LOCAL lock_timeout = {}", options.lock_timeout.as_millis())
}

/// Prepares for a statement outside of a transaction. A time limit would leave an invalid index,
/// and one that waits for a lock there makes nobody wait behind it; not every server has each of
/// the settings.
pub(crate) const OUTSIDE: &str = concat!(
    known!(""),
    "; SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ",
    "('lock_timeout', 'statement_timeout', 'transaction_timeout', ",
    "'idle_in_transaction_session_timeout')"
);

/// Prepares the connection that holds the lock, which is idle while the migrations run.
pub(crate) const LOCK: &str =
    "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'";
