//! Asks the catalog what a statement that ran outside of a transaction has left.

use postgres::types::Type;
use postgres::{Client, Error};

use crate::quote::identifier;
use crate::run::outside::Outside;

/// What there is of the effect of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: it can be run.
    None,
    /// All of it.
    Whole,
    /// A part that the statement in here clears away; afterwards there is none.
    Leftover { clear: String },
    /// A part that the statement in here completes.
    Half { complete: String },
    /// It cannot be told.
    Unknown { reason: &'static str },
}

/// Asks for the effect of a statement.
pub(crate) fn effect(client: &mut Client, statement: &Outside) -> Result<Effect, Error> {
    match statement {
        Outside::CreateIndex { name, table } => created_index(client, name, table),
        Outside::DropIndex { name } => dropped_index(client, name),
        Outside::DetachPartition { parent, partition } => detached(client, parent, partition),
        Outside::AddEnumValue { enum_type, label } => enum_value(client, enum_type, label),
        Outside::Repeatable => Ok(Effect::None),
        Outside::Atomic | Outside::Other => Ok(Effect::Unknown {
            reason: "the catalog does not show the effect of such a statement",
        }),
    }
}

fn created_index(client: &mut Client, name: &str, table: &[String]) -> Result<Effect, Error> {
    // An index stands in the schema of its table, so its own name has none.
    let sql = "SELECT n.nspname::text, i.indisvalid AND i.indisready AND i.indislive, \
               EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid) \
               FROM pg_class t \
               JOIN pg_class c ON c.relnamespace = t.relnamespace AND c.relname = $2 \
               JOIN pg_namespace n ON n.oid = c.relnamespace \
               LEFT JOIN pg_index i ON i.indexrelid = c.oid AND i.indrelid = t.oid \
               WHERE t.oid = to_regclass($1)";
    let parameters: [(&(dyn postgres::types::ToSql + Sync), Type); 2] =
        [(&path(table), Type::TEXT), (&name, Type::NAME)];
    let Some(row) = client.query_typed_opt(sql, &parameters)? else { return Ok(Effect::None) };
    let schema: String = row.try_get(0)?;
    match (row.try_get(1)?, row.try_get(2)?) {
        (Some(true), _) => Ok(Effect::Whole),
        (Some(false), true) => {
            Ok(Effect::Unknown { reason: "another session is building the index" })
        }
        (Some(false), false) => {
            let index = path(&[schema, name.to_owned()]);
            Ok(Effect::Leftover { clear: format!("DROP INDEX CONCURRENTLY {index}") })
        }
        (None, _) => Ok(Effect::Unknown { reason: "another relation has the name of the index" }),
    }
}

fn dropped_index(client: &mut Client, name: &[String]) -> Result<Effect, Error> {
    let sql = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)";
    let name = path(name);
    let row = client.query_typed_opt(sql, &[(&name, Type::TEXT)])?;
    match row.map(|row| row.try_get(0)).transpose()? {
        None => Ok(Effect::Whole),
        Some(true) => Ok(Effect::None),
        // The drop begins with taking the index out of use; there is no way back from there.
        Some(false) => Ok(Effect::Half { complete: format!("DROP INDEX CONCURRENTLY {name}") }),
    }
}

fn detached(client: &mut Client, parent: &[String], part: &[String]) -> Result<Effect, Error> {
    let sql = "SELECT inhdetachpending FROM pg_inherits \
               WHERE inhparent = to_regclass($1) AND inhrelid = to_regclass($2)";
    let (parent, part) = (path(parent), path(part));
    let row = client.query_typed_opt(sql, &[(&parent, Type::TEXT), (&part, Type::TEXT)])?;
    match row.map(|row| row.try_get(0)).transpose()? {
        None => Ok(Effect::Whole),
        Some(false) => Ok(Effect::None),
        Some(true) => Ok(Effect::Half {
            complete: format!("ALTER TABLE {parent} DETACH PARTITION {part} FINALIZE"),
        }),
    }
}

fn enum_value(client: &mut Client, enum_type: &[String], label: &str) -> Result<Effect, Error> {
    let sql = "SELECT EXISTS (SELECT FROM pg_enum \
               WHERE enumtypid = to_regtype($1) AND enumlabel = $2)";
    let parameters: [(&(dyn postgres::types::ToSql + Sync), Type); 2] =
        [(&path(enum_type), Type::TEXT), (&label, Type::NAME)];
    let exists = client.query_typed_one(sql, &parameters)?.try_get(0)?;
    Ok(if exists { Effect::Whole } else { Effect::None })
}

fn path(parts: &[String]) -> String {
    parts.iter().map(|part| identifier(part)).collect::<Vec<_>>().join(".")
}
