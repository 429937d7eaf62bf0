//! What a run did, whether it ended well or not.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use postgres::error::SqlState;

use crate::migration::{Direction, LoadError, Place, Revision, list};
use crate::run::connect::{self, NoConnection};
use crate::run::history::HistoryError;
use crate::run::lock::LockError;
use crate::run::plan::PlanError;
use crate::run::refusal::Refusal;

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The migrations that were run to their end, in order.
    pub done: Vec<Done>,
}

/// One migration that was run to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its name.
    pub revision: Revision,
    /// Which way.
    pub direction: Direction,
    /// How long it took in this run.
    pub duration: Duration,
}

/// A run that did not reach its target, and what it did until then.
#[derive(Debug)]
pub struct RunError {
    /// What was done before.
    pub report: Report,
    /// Why it went no further.
    pub failure: Box<Failure>,
}

/// Why a run went no further.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// There is no connection to the database.
    #[error("cannot connect to the database")]
    Connect(#[source] NoConnection),
    /// The migrations that are built into the program are not sound.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The database is to be at head and is not.
    #[error("{} migrations are not applied: {}", pending.len(), list(pending))]
    Behind {
        /// The migrations that are not applied.
        pending: Vec<Revision>,
    },
    /// The history cannot be read.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// There is no plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The lock was not obtained.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A statement of a migration failed.
    #[error(transparent)]
    Statement(Box<StatementFailure>),
    /// The catalog does not tell whether a statement took effect before an earlier run was killed.
    #[error(transparent)]
    InDoubt(Box<InDoubtStatement>),
    /// The history could not be written.
    #[error("cannot write {table}")]
    Write {
        /// The table.
        table: String,
        /// What is left of the migration that was to be recorded.
        left: Left,
        /// What the server or the driver says.
        source: postgres::Error,
    },
    /// The connection broke.
    #[error("the connection broke while {revision} was on the way {}", direction.as_str())]
    Broken {
        /// The migration.
        revision: Revision,
        /// Which way.
        direction: Direction,
        /// What the driver says.
        source: postgres::Error,
    },
}

/// A statement of a migration that the server refused.
#[derive(Debug)]
pub struct StatementFailure {
    /// The migration.
    pub revision: Revision,
    /// Which way it was on.
    pub direction: Direction,
    /// The file.
    pub path: PathBuf,
    /// The place that the server points at, or else the start of the statement.
    pub place: Option<Place>,
    /// The step, from 1.
    pub step: usize,
    /// The statement.
    pub sql: String,
    /// What the server says.
    pub refusal: Box<Refusal>,
    /// What is left of the migration.
    pub left: Left,
}

/// A statement of which it is not known whether it took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InDoubtStatement {
    /// The migration.
    pub revision: Revision,
    /// Which way it was on.
    pub direction: Direction,
    /// The file.
    pub path: PathBuf,
    /// Where the statement starts.
    pub place: Option<Place>,
    /// The statement that was begun.
    pub sql: String,
    /// Why the catalog does not tell.
    pub reason: String,
}

/// What a failed run leaves of the migration that it failed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing: the database is at a revision.
    Nothing,
    /// Some of its steps: the next run goes on behind them.
    Partly {
        /// How many steps are done.
        steps_done: usize,
        /// How many it has.
        steps: usize,
    },
    /// It is not known: the connection broke, or a statement failed that commits as it goes. The
    /// next run finds out, or asks.
    Unknown,
}

impl RunError {
    pub(crate) fn new(report: Report, failure: Failure) -> Self {
        Self { report, failure: Box::new(failure) }
    }

    /// What is left of the migration that failed.
    pub fn left(&self) -> Left {
        match &*self.failure {
            Failure::Statement(failure) => failure.left,
            Failure::Write { left, .. } => *left,
            Failure::InDoubt(_) | Failure::Broken { .. } => Left::Unknown,
            _ => Left::Nothing,
        }
    }

    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match &*self.failure {
            Failure::History(error) => error.help(),
            Failure::Plan(error) => error.help(),
            Failure::Lock(error) => error.help(),
            Failure::Statement(failure) => failure.help(),
            Failure::InDoubt(_) => Some(LOOK.into()),
            Failure::Broken { .. } => {
                Some("run again: what was committed is kept, what was not is run anew".into())
            }
            Failure::Connect(error) => connect::help(error),
            Failure::Behind { .. } => Some("run upgrade".into()),
            Failure::Load(error) => error.help(),
            Failure::Write { source, .. } => help_to_write(source),
        }
    }
}

/// What to do where only the user can tell what a statement did.
const LOOK: &str =
    "look whether the statement took effect, then run again and say so: done, or again";

fn help_to_write(error: &postgres::Error) -> Option<String> {
    match error.code().map(SqlState::code) {
        Some("42501") => Some(
            "the role needs INSERT, UPDATE and DELETE on the history; to make it, CREATE on the \
             database, or on a schema for it that exists"
                .into(),
        ),
        Some("25006") => Some("connect to the primary server, as a role that may write".into()),
        _ => None,
    }
}

impl StatementFailure {
    /// What to do about it, where the server's own hint does not say.
    pub fn help(&self) -> Option<String> {
        match (self.refusal.sqlstate.as_str(), self.left) {
            (_, Left::Unknown) => Some(LOOK.into()),
            ("25001", _) => Some(
                "put the statement into a step of its own: `-- aludel:step no-transaction`".into(),
            ),
            ("55P03", _) => Some(
                "another session holds a lock that the statement needs; end it, or run again when \
                 it is gone"
                    .into(),
            ),
            // duplicate_table, duplicate_object, duplicate_schema
            ("42P07" | "42710" | "42P06", Left::Nothing) if self.direction == Direction::Up => Some(
                "if the database had it before its migrations, `cargo aludel check` compares the \
                 two, and `cargo aludel stamp` says that they agree"
                    .into(),
            ),
            (_, Left::Partly { .. }) => Some(
                "mend the cause, or the steps of the file that are still to run, and run again: \
                 the steps that are done are not repeated"
                    .into(),
            ),
            _ => None,
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.failure.source()
    }
}

impl fmt::Display for StatementFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.place.map_or(Ok(()), |place| write!(f, ":{place}"))?;
        write!(f, ": a statement on the way {} failed", self.direction.as_str())
    }
}

impl Error for StatementFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.refusal)
    }
}

impl fmt::Display for InDoubtStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.place.map_or(Ok(()), |place| write!(f, ":{place}"))?;
        write!(
            f,
            ": an earlier run was interrupted in this statement, and whether it took effect is not \
             known: {}",
            self.reason
        )
    }
}

impl Error for InDoubtStatement {}
