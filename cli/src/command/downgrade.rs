//! `downgrade`: undoes migrations.

use aludel::migration::{Direction, Reference};
use clap::Args;

use super::motion;
use crate::{answer::Answer, arguments::HistoryWriterOptions, report::Failure, session::Session};

/// Undo migrations, down to a given one, which stays applied
///
/// Rows that only the newer schema can hold are lost; the notes in a migration's file say which.
/// Nothing is compiled.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Where to: a revision or the start of one, `-N` for the last N, or `base` for all
    #[arg(value_name = "REVISION", default_value = "-1", allow_hyphen_values = true)]
    target: Reference,

    #[command(flatten)]
    options: HistoryWriterOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    motion::go(session, (Direction::Down, &arguments.target), &arguments.options)
}
