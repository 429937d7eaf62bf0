//! What a database says about the migrations that it has seen.

use std::fmt;
use std::time::{Duration, SystemTime};

use postgres::Client;
use postgres::error::SqlState;
use postgres::types::{ToSql, Type};

use crate::migration::{Checksum, Direction, Revision, Seal};
use crate::name::Name;

/// Where the history stands; `aludel.history` unless the user says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HistoryTable {
    /// The schema, which is made when the first migration is applied.
    pub schema: Name,
    /// The table.
    pub table: Name,
}

impl HistoryTable {
    /// Names another table.
    pub fn new(schema: impl Into<String>, table: impl Into<String>) -> Self {
        Self { schema: Name::new(schema), table: Name::new(table) }
    }
}

impl Default for HistoryTable {
    fn default() -> Self {
        Self::new("aludel", "history")
    }
}

impl fmt::Display for HistoryTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.table)
    }
}

/// The rows of a history table, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Whether the table exists.
    pub exists: bool,
    /// Its rows.
    pub records: Vec<Record>,
}

/// One migration, as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub revision: Revision,
    /// What it followed.
    pub parents: Vec<Revision>,
    /// What it was for.
    pub message: String,
    /// The checksum of its file.
    pub checksum: Checksum,
    /// The checksum of the text of its file and of all before it.
    pub chain: Checksum,
    /// How far it is.
    pub state: State,
    /// When its last step ended.
    pub applied_at: SystemTime,
    /// How long its steps took.
    pub duration: Duration,
    /// The role that applied it.
    pub applied_by: String,
    /// The version of this program that applied it.
    pub tool_version: String,
}

/// How far a migration is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// All of its steps up are done.
    Applied,
    /// A run ended between its steps.
    Unfinished(Progress),
}

/// What is done of a migration of several steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which way it goes.
    pub direction: Direction,
    /// How many of its steps are done.
    pub steps_done: usize,
    /// The checksum of those.
    pub steps_checksum: Checksum,
    /// The statement outside of a transaction that was begun and of which no end is known.
    pub intent: Option<String>,
}

/// A history that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// The role may not read it.
    #[error("this role may not read {table}")]
    Denied {
        /// The table.
        table: HistoryTable,
        /// What the server says.
        source: postgres::Error,
    },
    /// The table has other columns.
    #[error("{table} is not a history that this version of aludel knows")]
    Foreign {
        /// The table.
        table: HistoryTable,
        /// What the server or the driver says.
        source: postgres::Error,
    },
    /// A row holds what no version of this program writes.
    #[error("{table} holds {text:?} as the {column} of {revision}")]
    Row {
        /// The table.
        table: HistoryTable,
        /// The row.
        revision: String,
        /// The column.
        column: &'static str,
        /// Its value.
        text: String,
    },
    /// The server does not answer as it should.
    #[error("cannot read {table}")]
    Read {
        /// The table.
        table: HistoryTable,
        /// What the server or the driver says.
        source: postgres::Error,
    },
}

impl HistoryError {
    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Denied { table, .. } => Some(format!(
                "GRANT USAGE ON SCHEMA {} and GRANT SELECT ON {table} to this role",
                table.schema
            )),
            Self::Foreign { .. } => {
                Some("name another history table, or use the version that wrote this one".into())
            }
            Self::Row { .. } | Self::Read { .. } => None,
        }
    }

    fn of(table: &HistoryTable, source: postgres::Error) -> Self {
        let table = table.clone();
        match source.code() {
            Some(&SqlState::INSUFFICIENT_PRIVILEGE) => Self::Denied { table, source },
            Some(&SqlState::UNDEFINED_COLUMN) => Self::Foreign { table, source },
            _ => Self::Read { table, source },
        }
    }
}

/// Reads the history in one round trip; a table that does not exist is an empty history.
///
/// It writes nothing, so a role that may only read can call it.
///
/// # Errors
///
/// The role may not read the table, the table is another program's, or the connection breaks.
pub fn read(client: &mut Client, table: &HistoryTable) -> Result<History, HistoryError> {
    let columns = super::record::COLUMNS;
    let sql = format!("SELECT {columns} FROM {table} ORDER BY applied_at, revision");
    match client.query_typed(&sql, &[]) {
        Ok(rows) => {
            let records = rows.iter().map(|row| Record::of(table, row));
            Ok(History { exists: true, records: records.collect::<Result<_, _>>()? })
        }
        Err(source) if is_absent(&source) => Ok(History::default()),
        Err(source) => Err(HistoryError::of(table, source)),
    }
}

/// Whether the history is what a seal says: every migration up to head is applied, all their texts
/// are what they were when head was, and nothing else is there. One row in one round trip, whatever
/// the number of migrations.
///
/// `false` may also mean that only a comment is another one, which [`read`] tells apart. What a row
/// before head says of its own checksum and parents is not looked at as long as the texts are right.
pub(crate) fn is_sealed(
    client: &mut Client,
    table: &HistoryTable,
    seal: &Seal<'_>,
) -> Result<bool, HistoryError> {
    let sql = format!(
        "SELECT bool_and(state = 'applied' AND revision = ANY ($1)) AND count(*) = cardinality($1) \
         AND max(chain) FILTER (WHERE revision = $2) = $3 FROM {table}"
    );
    let parameters: &[(&(dyn ToSql + Sync), Type)] = &[
        (&seal.revisions, Type::TEXT_ARRAY),
        (&seal.head, Type::TEXT),
        (&seal.chain.to_string(), Type::TEXT),
    ];
    let answer = client.query_typed_one(&sql, parameters);
    match answer.and_then(|row| row.try_get::<_, Option<bool>>(0)) {
        Ok(sealed) => Ok(sealed == Some(true)),
        Err(source) if is_absent(&source) => Ok(false),
        Err(source) => Err(HistoryError::of(table, source)),
    }
}

fn is_absent(error: &postgres::Error) -> bool {
    let absent = [SqlState::UNDEFINED_TABLE, SqlState::INVALID_SCHEMA_NAME];
    error.code().is_some_and(|code| absent.contains(code))
}

impl History {
    /// The row of a revision.
    pub fn get(&self, revision: &Revision) -> Option<&Record> {
        self.records.iter().find(|record| record.revision == *revision)
    }
}
