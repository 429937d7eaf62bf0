//! The settings under which the steps of a migration run.

use std::time::Duration;

use crate::run::options::Options;
use crate::run::outside::waits_alone;

/// Takes back whatever a step has set: the next one is not to build on it, since a run that goes on
/// there would not have it. It goes behind a step, as a transaction has its isolation before a
/// statement in it could reset that. What [`IDLE`] set it sets again.
pub(crate) const RESET: &str = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; \
     SELECT set_config('idle_session_timeout', '0', false) \
     WHERE current_setting('idle_session_timeout', true) IS NOT NULL";

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
pub(crate) const KNOWN_IN_SESSION: &str = known!("");

/// Opens a transaction for a step.
pub(crate) fn open_transaction(options: &Options) -> String {
    format!("BEGIN; {KNOWN}; SET LOCAL lock_timeout = {}", lock_timeout(options))
}

/// Prepares for a statement outside of a transaction. A limit for the whole of it would leave an
/// invalid index, and so would one for its locks where it waits without others behind it; not every
/// server has each of the settings.
pub(crate) fn outside(sql: &str, options: &Options) -> String {
    let lock_timeout = if waits_alone(sql) { 0 } else { lock_timeout(options) };
    format!(
        "{KNOWN_IN_SESSION}; SET lock_timeout = {lock_timeout}; \
         SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN \
         ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')"
    )
}

/// The setting in milliseconds: the server has a largest one, and takes zero for no limit.
fn lock_timeout(options: &Options) -> i32 {
    match options.lock_timeout {
        Duration::ZERO => 0,
        limit => i32::try_from(limit.as_millis()).unwrap_or(i32::MAX).max(1),
    }
}

/// Prepares a connection to be idle: the one that holds the lock is while the migrations run, and
/// the one that runs them while it waits for the lock and between two attempts.
pub(crate) const IDLE: &str = "SELECT set_config('idle_session_timeout', '0', false) \
     WHERE current_setting('idle_session_timeout', true) IS NOT NULL";
