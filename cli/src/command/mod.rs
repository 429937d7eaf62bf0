//! The commands, a file each: its arguments, whose documentation is the manual, and its run.

mod adoption;
mod check;
mod diff;
mod downgrade;
mod generate;
mod history;
mod init;
mod migrate;
mod motion;
mod show;
mod stamp;
mod status;
mod upgrade;
mod verdict;
mod verify;

use clap::Subcommand;

use crate::{answer::Answer, report::Failure, session::Session};

/// The commands in the order of their use.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Box<init::Arguments>),
    Migrate(Box<migrate::Arguments>),
    Check(Box<check::Arguments>),
    Generate(Box<generate::Arguments>),
    Upgrade(Box<upgrade::Arguments>),
    Downgrade(Box<downgrade::Arguments>),
    Status(Box<status::Arguments>),
    History(Box<history::Arguments>),
    Show(Box<show::Arguments>),
    Stamp(Box<stamp::Arguments>),
    Verify(Box<verify::Arguments>),
    Diff(Box<diff::Arguments>),
}

impl Command {
    /// The word that was typed.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Migrate(_) => "migrate",
            Self::Check(_) => "check",
            Self::Generate(_) => "generate",
            Self::Upgrade(_) => "upgrade",
            Self::Downgrade(_) => "downgrade",
            Self::Status(_) => "status",
            Self::History(_) => "history",
            Self::Show(_) => "show",
            Self::Stamp(_) => "stamp",
            Self::Verify(_) => "verify",
            Self::Diff(_) => "diff",
        }
    }

    /// Runs it.
    pub(crate) fn run(&self, session: &mut Session<'_, '_>) -> Result<Answer, Failure> {
        match self {
            Self::Init(arguments) => init::run(session, arguments),
            Self::Migrate(arguments) => migrate::run(session, arguments),
            Self::Check(arguments) => check::run(session, arguments),
            Self::Generate(arguments) => generate::run(session, arguments),
            Self::Upgrade(arguments) => upgrade::run(session, arguments),
            Self::Downgrade(arguments) => downgrade::run(session, arguments),
            Self::Status(arguments) => status::run(session, arguments),
            Self::History(arguments) => history::run(session, arguments),
            Self::Show(arguments) => show::run(session, arguments),
            Self::Stamp(arguments) => stamp::run(session, arguments),
            Self::Verify(arguments) => verify::run(session, arguments),
            Self::Diff(arguments) => diff::run(session, arguments),
        }
    }
}
