//! `upgrade`: applies migrations.

use aludel::migration::{Direction, Reference};
use clap::Args;

use super::motion;
use crate::{answer::Answer, arguments::HistoryWriterOptions, report::Failure, session::Session};

/// Apply migrations, up to the newest or to a given one
///
/// Each step runs in a transaction of its own, together with its entry in the history, so that a
/// run that fails or is killed can be run again. One run works on a database at a time; others
/// wait for it. Nothing is compiled.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Where to: `head`, a revision or the start of one, or `+N` for the next N
    #[arg(value_name = "REVISION", default_value = "head")]
    target: Reference,

    #[command(flatten)]
    options: HistoryWriterOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    motion::go(session, (Direction::Up, &arguments.target), &arguments.options)
}
