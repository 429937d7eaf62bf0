//! Tables, and the names of everything else that has columns.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    error::Halt,
    namespace::members_in,
};
use crate::{
    schema::{Object, ObjectId, Persistence, Table},
    version::ServerVersion,
};

pub(super) const TABLES: Part = Part { of: "tables", query, row: read };

fn query(_: ServerVersion) -> String {
    format!(
        "SELECT c.oid, c.relnamespace, c.relname, c.relpersistence, c.reloptions, t.reloptions
         FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
         WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= 16384
           AND c.oid NOT IN {}",
        members_in("pg_class")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let oid = fields.parse()?;
    let (namespace, name) = (fields.parse()?, fields.text()?);
    let Some(name) = draft.qualify(namespace, name) else { return Ok(()) };
    let persistence = persistence(fields)?;
    let mut options = fields.array()?;
    options.extend(fields.array()?.into_iter().map(|option| format!("toast.{option}")));
    options.sort_unstable();
    draft.relations.insert(oid, name.clone());
    let object = Object::Table(Table { persistence, options });
    draft.place(Address::whole(class::RELATION, oid), ObjectId::Table(name), object);
    Ok(())
}

/// The next field as `relpersistence`.
pub(super) fn persistence(fields: &mut Fields<'_>) -> Result<Persistence, Halt> {
    match fields.text()? {
        "p" => Ok(Persistence::Logged),
        "u" => Ok(Persistence::Unlogged),
        other => Err(fields.malformed(Some(other)).into()),
    }
}
