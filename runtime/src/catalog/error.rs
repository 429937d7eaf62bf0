//! Why a catalog could not be read.

use thiserror::Error;

use crate::version::ServerVersion;

/// Why a catalog could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The server refused a query, or the connection broke.
    #[error("the catalog could not be read{}", suffix(sqlstate.as_deref()))]
    Query {
        /// The code of the server's error, where there is one.
        sqlstate: Option<String>,
        /// The driver's error.
        source: postgres::Error,
    },
    /// The server is older than what aludel reads.
    #[error("the server is PostgreSQL {version}, and 14 is the oldest that can be read")]
    Unsupported {
        /// The server's version.
        version: ServerVersion,
    },
    /// Another session locks a relation, and an expression on it can only be printed under a lock.
    #[error("relation {relation} is locked by {}", holder(*process, query))]
    Locked {
        /// The relation, qualified and quoted as SQL.
        relation: String,
        /// The server process that holds the lock or waits for it; 0 for a prepared transaction.
        process: i32,
        /// What that process runs, as far as the role may see it.
        query: String,
    },
    /// Objects came and went while they were read.
    #[error("the schema changed while it was read, {attempts} times in a row")]
    Unsettled {
        /// How often the read was begun.
        attempts: usize,
        /// What the server said last, if it said something.
        source: Option<postgres::Error>,
    },
    /// The server answered with something that its catalog cannot hold.
    #[error("the answer about {of} has an unexpected value in field {field}: {value:?}")]
    Malformed {
        /// What was asked for.
        of: &'static str,
        /// The field, counted from 1.
        field: usize,
        /// What stands there; `None` for null.
        value: Option<String>,
    },
}

fn suffix(sqlstate: Option<&str>) -> String {
    sqlstate.map(|code| format!(" (SQLSTATE {code})")).unwrap_or_default()
}

/// The most of a query that a message shows.
const SHOWN_CHARACTERS: usize = 120;

fn holder(process: i32, query: &str) -> String {
    let line = query.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if line.chars().nth(SHOWN_CHARACTERS).is_some() { "…" } else { "" };
    let shown: String = line.chars().take(SHOWN_CHARACTERS).collect();
    match (process, shown.as_str()) {
        (0, _) => "a prepared transaction".to_owned(),
        (_, "") => format!("process {process}"),
        _ => format!("process {process}: {shown}{more}"),
    }
}

impl ReadError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Query { .. } => "check that the role may connect and read the system catalogs",
            Self::Unsupported { .. } => "use PostgreSQL 14 or later",
            Self::Locked { .. } => {
                "wait until it has finished, or end it with pg_terminate_backend or ROLLBACK PREPARED"
            }
            Self::Unsettled { .. } => "try again when no other migration runs",
            Self::Malformed { .. } => "report this as a bug, with the version of the server",
        }
    }
}

/// What ends one attempt at a read.
#[derive(Debug)]
pub(super) enum Halt {
    /// There is no point in trying again.
    Failed(ReadError),
    /// A text was withheld because of a lock, on this relation if that is known.
    Blocked { relation: Option<u32> },
    /// An object went away between the snapshot and the print of its text.
    Vanished { source: Option<postgres::Error> },
}

impl From<ReadError> for Halt {
    fn from(error: ReadError) -> Self {
        Self::Failed(error)
    }
}

impl From<postgres::Error> for ReadError {
    fn from(source: postgres::Error) -> Self {
        Self::Query { sqlstate: source.code().map(|code| code.code().to_owned()), source }
    }
}

#[cfg(test)]
mod tests {
    use super::holder;

    #[test]
    fn holder_is_told_in_one_short_line() {
        assert_eq!(holder(7, "ALTER TABLE t\n  ADD b int"), "process 7: ALTER TABLE t ADD b int");
        assert_eq!(holder(7, ""), "process 7");
        assert_eq!(holder(0, ""), "a prepared transaction");
        assert_eq!(holder(7, &"x".repeat(500)).chars().count(), "process 7: ".len() + 121);
    }
}
