//! Running migrations: once, in order, and so that a run which is killed anywhere and started again
//! ends where one that was not ends.
//!
//! * [`plan`] decides from the files, the history and a target what is to be run. It is pure.
//! * [`upgrade`], [`downgrade`] and [`stamp`] do it. One runner works on a database at a time; the
//!   others wait.
//! * Each step is recorded in the history in its own transaction. Before a statement that runs
//!   outside of one, the intent is recorded; the next run asks the catalog what became of it.
//! * A run that fails returns what it did, and what failed: [`RunError`].
//!
//! Nothing is printed; an [`Observer`] is told what happens.

mod alone;
mod background;
mod backoff;
mod command;
mod connect;
mod execute;
mod finding;
pub mod history;
mod job;
mod ledger;
mod lock;
mod migrator;
mod observer;
mod options;
mod outside;
pub mod plan;
mod pooler;
mod probe;
mod record;
mod refusal;
mod report;
pub(crate) mod session;
mod status;
mod transaction;
mod way;

pub use command::{downgrade, stamp, upgrade};
pub use connect::{Connect, NoConnection};
pub use finding::Finding;
pub use history::{History, HistoryError, HistoryTable};
pub use lock::{Holder, LockError};
pub use migrator::Migrator;
pub use observer::{Event, Observer};
pub use options::{InDoubt, Options};
pub use plan::{Plan, PlanError};
pub use refusal::Refusal;
pub use report::{Done, Failure, InDoubtStatement, Left, Report, RunError, StatementFailure};
pub use status::Status;
