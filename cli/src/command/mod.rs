//! The commands, a file each: its arguments, whose documentation is the manual, and its run.

mod diff;
mod init;

use clap::Subcommand;

use crate::{answer::Answer, report::Failure, session::Session};

/// The commands in the order of their use.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Arguments),
    Diff(Box<diff::Arguments>),
}

impl Command {
    /// The word that was typed.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Diff(_) => "diff",
        }
    }

    /// Runs it.
    pub(crate) fn run(&self, session: &mut Session<'_, '_>) -> Result<Answer, Failure> {
        match self {
            Self::Init(arguments) => init::run(session, arguments),
            Self::Diff(arguments) => diff::run(session, arguments),
        }
    }
}
