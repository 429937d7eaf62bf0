//! All queries in one message, inside one read-only transaction.

use postgres::{Client, SimpleQueryMessage, error::SqlState};

use super::{Draft, Fields, PARTS, ReadError, error::Halt};
use crate::{schema::Schema, version::ServerVersion};

/// Opens the transaction. Whatever changes how the server prints is pinned: constants in expressions
/// go through the output functions of their types. `pg_temp` is named so that it comes last.
const OPENING: [&str; 10] = [
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL search_path = pg_catalog, pg_temp",
    "SET LOCAL quote_all_identifiers = off",
    "SET LOCAL DateStyle = ISO, YMD",
    "SET LOCAL IntervalStyle = postgres",
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = hex",
    "SET LOCAL lock_timeout = '100ms'",
    "SET LOCAL jit = off",
];

/// Asks for the server's version.
///
/// # Errors
///
/// The server does not answer, or is older than what aludel reads.
pub fn version(client: &mut Client) -> Result<ServerVersion, ReadError> {
    let answer = client.simple_query("SHOW server_version_num")?;
    let number = answer.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(Fields::new("the version", row).parse()),
        _ => None,
    });
    let malformed = ReadError::Malformed { of: "the version", field: 1, value: None };
    let version = ServerVersion::from_number(number.unwrap_or(Err(malformed))?);
    if version.major() < 14 {
        return Err(ReadError::Unsupported { version });
    }
    Ok(version)
}

/// Reads once. The transaction is over when this returns, whatever it returns.
pub(super) fn run(client: &mut Client, version: ServerVersion) -> Result<Schema, Halt> {
    match client.simple_query(&text(version)) {
        Ok(messages) => assemble(messages, version),
        Err(error) => {
            // The error that matters is the first one; a broken connection has no transaction.
            let _ = client.batch_execute("ROLLBACK");
            Err(halt(error))
        }
    }
}

/// The whole message.
pub(super) fn text(version: ServerVersion) -> String {
    let opening = OPENING.iter().map(|&statement| statement.to_owned());
    let queries = PARTS.iter().map(|part| (part.query)(version));
    let closing = std::iter::once("COMMIT".to_owned());
    opening.chain(queries).chain(closing).collect::<Vec<_>>().join(";\n")
}

fn assemble(messages: Vec<SimpleQueryMessage>, version: ServerVersion) -> Result<Schema, Halt> {
    let mut draft = Draft::new(version);
    let mut completed = 0;
    for message in messages {
        match message {
            SimpleQueryMessage::CommandComplete(_) => completed += 1,
            SimpleQueryMessage::Row(row) => {
                if let Some(part) =
                    usize::checked_sub(completed, OPENING.len()).and_then(|at| PARTS.get(at))
                {
                    (part.row)(&mut Fields::new(part.of, &row), &mut draft)?;
                }
            }
            _ => {}
        }
    }
    Ok(draft.finish())
}

/// Tells a race with another session from a refusal.
fn halt(error: postgres::Error) -> Halt {
    match error.code() {
        Some(&SqlState::LOCK_NOT_AVAILABLE) => Halt::Blocked { relation: None },
        // "cache lookup failed": the catalog's functions see what has happened since the snapshot.
        Some(
            &SqlState::INTERNAL_ERROR | &SqlState::UNDEFINED_TABLE | &SqlState::UNDEFINED_OBJECT,
        ) => Halt::Vanished { source: Some(error) },
        _ => Halt::Failed(error.into()),
    }
}
