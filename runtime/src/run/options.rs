//! What a user may set about a run.

use std::time::Duration;

use crate::run::history::HistoryTable;

/// How a run behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where the history stands.
    pub history: HistoryTable,
    /// How long to wait for another run on the same database to end. Default: five minutes.
    pub wait: Duration,
    /// How long a statement may wait for a lock, while what comes behind it in the queue waits too.
    /// Default: four seconds. Zero waits for ever.
    ///
    /// It holds outside of a transaction too, except for what nobody waits behind and what a limit
    /// would leave half done: the statements with `CONCURRENTLY`, and `ALTER TYPE .. ADD VALUE`.
    /// Those wait as long as it takes.
    pub lock_timeout: Duration,
    /// How often a step is tried again when it did not get its locks, or met a deadlock, and left
    /// nothing. Default: ten times, with growing pauses, about three minutes in all.
    pub retries: u32,
    /// Whether `upgrade` to head is content with a database that is ahead, as it is while a new
    /// build is rolled out and an old one starts again. Default: no.
    pub accept_newer: bool,
    /// What to do with a statement outside of a transaction of which it cannot be known whether it
    /// had taken effect when a run was killed. Default: stop and say what to look at.
    pub in_doubt: InDoubt,
}

/// What to do with a statement of which the catalog does not tell whether it took effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InDoubt {
    /// End the run with an error that says what to look at.
    #[default]
    Stop,
    /// Take it to have taken effect.
    Done,
    /// Run it again.
    Again,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            history: HistoryTable::default(),
            wait: Duration::from_secs(300),
            lock_timeout: Duration::from_secs(4),
            retries: 10,
            accept_newer: false,
            in_doubt: InDoubt::Stop,
        }
    }
}
