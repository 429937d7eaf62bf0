//! Why there is no scratch database, or why what was loaded into it does not work.

use postgres::error::{DbError, ErrorPosition};

use crate::{catalog::ReadError, connect::ConnectError, server::StartError};

/// Why there is no scratch database, or why what was loaded into it does not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScratchError {
    /// The server that was named for scratch databases cannot be reached.
    #[error("no connection for scratch databases")]
    Connect {
        /// Why not.
        #[from]
        source: ConnectError,
    },
    /// Neither the server of the target nor one of our own takes scratch databases.
    #[error("no place for a scratch database{}", declined.as_ref().map(|why| format!(": {why}")).unwrap_or_default())]
    NoPlace {
        /// Why the server of the target does not take one, if there is a target.
        declined: Option<String>,
        /// Why there is no private server either.
        source: StartError,
    },
    /// A statement acts on a whole server, and there is none but that of the target.
    #[error(
        "{statement} acts on a whole server: it is not tried on the target's, and there is no other"
    )]
    WholeServer {
        /// The words that the statement begins with; the rest of it may hold a password.
        statement: String,
        /// Why there is no private server.
        source: StartError,
    },
    /// The server does not do what a scratch database needs of it.
    #[error("cannot {action}")]
    Refused {
        /// What was tried, as a verb.
        action: &'static str,
        /// What the server said.
        source: postgres::Error,
    },
    /// A statement that does not run.
    #[error("statement {number}: {message}")]
    Statement {
        /// Its number in the list, from 1.
        number: usize,
        /// The statement.
        sql: String,
        /// The SQLSTATE, unless the connection broke.
        code: Option<String>,
        /// What the server said.
        message: String,
        /// What the server added.
        detail: Option<String>,
        /// The character in the statement, from 1.
        position: Option<u32>,
    },
    /// The schema that came of it cannot be read back.
    #[error("cannot read the scratch database")]
    Read {
        /// Why not.
        #[from]
        source: ReadError,
    },
}

impl ScratchError {
    /// Says which statement an error of the driver is about.
    pub(super) fn statement(number: usize, sql: &str, error: &postgres::Error) -> Self {
        let refused = error.as_db_error();
        let position = refused.and_then(DbError::position).and_then(|position| match position {
            ErrorPosition::Original(position) => Some(*position),
            ErrorPosition::Internal { .. } => None,
        });
        Self::Statement {
            number,
            sql: sql.to_owned(),
            code: error.code().map(|code| code.code().to_owned()),
            message: refused
                .map_or_else(|| error.to_string(), |refused| refused.message().to_owned()),
            detail: refused.and_then(DbError::detail).map(ToOwned::to_owned),
            position,
        }
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        match self {
            Self::Connect { source } => source.help(),
            Self::NoPlace { declined: Some(_), source } => {
                format!(
                    "let the role create databases (ALTER ROLE ... CREATEDB), or {}",
                    source.help()
                )
            }
            Self::NoPlace { declined: None, source } => source.help(),
            Self::WholeServer { source, .. } => {
                format!(
                    "name a server for scratch databases that may be changed, or {}",
                    source.help()
                )
            }
            Self::Refused { .. } => "name another server for scratch databases".into(),
            Self::Statement { .. } => "correct the statement, or what it was made from".into(),
            Self::Read { .. } => "try again".into(),
        }
    }
}
