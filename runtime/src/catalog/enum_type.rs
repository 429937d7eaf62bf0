//! Enumerated types.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    error::Halt,
    namespace::members_in,
};
use crate::{
    schema::{EnumType, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const ENUM_TYPES: Part = Part { of: "enums", query, row: read };

fn query(_: ServerVersion) -> String {
    format!(
        "SELECT t.oid, t.typnamespace, t.typname,
           ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder)
         FROM pg_type t WHERE t.typtype = 'e' AND t.oid NOT IN {}",
        members_in("pg_type")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let oid = fields.parse()?;
    let (namespace, name) = (fields.parse()?, fields.text()?);
    let Some(name) = draft.qualify(namespace, name) else { return Ok(()) };
    let id = ObjectId::EnumType(name);
    let object = Object::EnumType(EnumType { labels: fields.array()? });
    draft.place(Address::whole(class::TYPE, oid), id, object);
    Ok(())
}
