//! Why a private server does not run.

use std::io;
use std::path::PathBuf;

use super::binaries::FindError;

/// Why a private server does not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// No server programs to run.
    #[error(transparent)]
    Find(#[from] FindError),
    /// The caller is root, and there is no other user to run the server as.
    #[error("no user postgres or nobody to run the server as, and PostgreSQL refuses root")]
    NoAccount,
    /// A file or folder that the server needs.
    #[error("cannot {action} {}", path.display())]
    File {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No folder that the server's user may enter and nobody else may write to.
    #[error("no folder for a private server that its user may enter")]
    NoFolder {
        /// Where one was tried.
        tried: Vec<PathBuf>,
    },
    /// A program could not be started at all.
    #[error("cannot run {}", program.display())]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data folder needs another major version than there is.
    #[error("{} was made by PostgreSQL {major}", data.display())]
    Version {
        /// The data folder.
        data: PathBuf,
        /// The major version that made it.
        major: u32,
        /// What there is instead.
        source: FindError,
    },
    /// Somebody else runs a server on the data folder.
    #[error("{} is in use by the server with process number {process}", data.display())]
    InUse {
        /// The data folder.
        data: PathBuf,
        /// The process number of the server.
        process: u32,
    },
    /// Another run holds the server and does not let it take connections.
    #[error("another run keeps {} from use", folder.display())]
    Busy {
        /// The folder of the server.
        folder: PathBuf,
    },
    /// The server runs and does not give us a database.
    #[error("cannot create the database {database}")]
    Database {
        /// The name of the database.
        database: String,
        /// What the server said.
        source: postgres::Error,
    },
    /// `initdb` refused.
    #[error("initdb failed: {output}")]
    Initialise {
        /// The last lines that it printed.
        output: String,
    },
    /// The server ended before it took a connection.
    #[error("the server did not start: {log}")]
    Ended {
        /// The last lines of its log.
        log: String,
    },
    /// The server runs, and refuses connections for too long.
    #[error("the server took no connection in time")]
    Silent {
        /// What the driver said last.
        source: postgres::Error,
    },
}

impl StartError {
    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        match self {
            Self::Find(error) => error.help(),
            Self::NoAccount => "run as another user than root, or create the user postgres".into(),
            Self::File { .. } | Self::NoFolder { .. } => {
                "make room and rights there, or set TMPDIR to a folder that the server's user may \
                 enter"
                    .into()
            }
            Self::Run { .. } | Self::Initialise { .. } | Self::Ended { .. } => {
                "check the installation, or name another in ALUDEL_PG_BIN".into()
            }
            Self::Version { data, source, .. } => {
                format!("{}, or remove {} and what is in it", source.help(), data.display())
            }
            Self::InUse { .. } => "stop that server, or name it in DATABASE_URL".into(),
            Self::Database { .. } => "see what the server said".into(),
            Self::Busy { .. } => "wait for the other run to end and try again".into(),
            Self::Silent { .. } => "wait for its recovery to end and try again".into(),
        }
    }
}

/// Puts the action and the path to an error of the system.
pub(super) fn file(
    action: &'static str,
    path: &std::path::Path,
) -> impl FnOnce(io::Error) -> StartError {
    let path = path.to_path_buf();
    move |source| StartError::File { action, path, source }
}

/// The last lines of what a program said, which hold the reason.
pub(super) fn last_lines(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().rev().filter(|l| !l.is_empty()).take(5).collect();
    lines.reverse();
    lines.join("\n")
}
