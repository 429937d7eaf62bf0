//! Rows of the catalog -> [`Schema`], everything in one snapshot.
//!
//! One file per kind holds its query and what its rows become. All queries travel as one message,
//! so that a read takes the same few round trips whatever the size of the schema, and none of them
//! waits for a user's lock (see `lock`).

mod address;
mod batch;
mod column;
mod comment;
mod constraint;
mod depend;
mod describe;
mod domain;
mod draft;
mod enum_type;
mod error;
mod fields;
mod fold;
mod index;
mod index_key;
mod key;
mod lock;
mod namespace;
mod rows;
mod sequence;
mod table;
mod unmodelled;

use postgres::Client;

pub use self::{batch::version, error::ReadError};
use self::{draft::Draft, error::Halt, fields::Fields};
use crate::{schema::Schema, version::ServerVersion};

/// One query of the batch, and what becomes of its rows.
struct Part {
    /// What the rows are about, in the plural.
    of: &'static str,
    query: fn(ServerVersion) -> String,
    row: fn(&mut Fields<'_>, &mut Draft) -> Result<(), Halt>,
}

/// Every query in the order in which the rows are taken: names before what refers to them.
const PARTS: &[Part] = &[
    namespace::NAMESPACES,
    namespace::EXTENSIONS,
    enum_type::ENUM_TYPES,
    domain::DOMAINS,
    domain::CONSTRAINTS,
    table::TABLES,
    column::COLUMNS,
    sequence::SEQUENCES,
    constraint::CONSTRAINTS,
    index::OPERATOR_CLASSES,
    index::COLLATIONS,
    index::INDEXES,
    rows::ROWS,
    table::INHERITANCE,
    unmodelled::OBJECTS,
    unmodelled::FACTS,
    comment::COMMENTS,
    depend::DEPENDENCIES,
];

/// How often a read begins anew when the schema changes under it.
const ATTEMPTS: usize = 3;

/// Returns the one message that asks for all of it: what [`read`] sends to a server of `version`.
pub fn query(version: ServerVersion) -> String {
    batch::text(version)
}

/// Reads everything that users created in the database of `client`, which must not be inside a
/// transaction.
///
/// Nothing is changed, no session setting outlives the call, and no lock of a user is waited for.
///
/// # Errors
///
/// [`ReadError::Locked`] where a text is needed that the server prints only under a lock which
/// another session withholds, [`ReadError::Query`] where the server refuses, and
/// [`ReadError::Unsettled`] where the schema changes faster than it can be read.
pub fn read(client: &mut Client) -> Result<Schema, ReadError> {
    let version = version(client)?;
    let mut halt = None;
    for attempt in 1..=ATTEMPTS {
        match batch::run(client, version) {
            Ok(schema) => return Ok(schema),
            Err(Halt::Failed(error)) => return Err(error),
            // A lock that was taken meanwhile. The next attempt sees which one it is.
            Err(Halt::Blocked { relation: None }) if attempt < ATTEMPTS => {}
            Err(Halt::Blocked { relation }) => {
                if let Some(error) = lock::holder(client, relation)? {
                    return Err(error);
                }
            }
            Err(Halt::Vanished { source }) => halt = source,
        }
    }
    Err(ReadError::Unsettled { attempts: ATTEMPTS, source: halt })
}
