//! Schemas and extensions.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
};
use crate::{
    schema::{Extension, Namespace, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const NAMESPACES: Part =
    Part { of: "schemas", query: query_namespaces, row: read_namespace };

pub(super) const EXTENSIONS: Part =
    Part { of: "extensions", query: query_extensions, row: read_extension };

/// The rows of a catalog that belong to an extension; its name replaces `CATALOG`.
pub(super) fn members_in(catalog: &str) -> String {
    format!(
        "(SELECT objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass
            AND deptype = 'e' AND classid = '{catalog}'::regclass)"
    )
}

fn query_namespaces(_: ServerVersion) -> String {
    format!(
        "SELECT oid, nspname, oid IN {} FROM pg_namespace
         WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
        members_in("pg_namespace")
    )
}

fn read_namespace(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, name, of_extension) = (fields.parse()?, fields.name()?, fields.flag()?);
    draft.namespaces.insert(oid, name.clone());
    // Users put things into the schemas of extensions, so that its name must be known.
    if !of_extension {
        let object = Object::Namespace(Namespace {});
        draft.place(Address::whole(class::NAMESPACE, oid), ObjectId::Namespace(name), object);
    }
    Ok(())
}

fn query_extensions(_: ServerVersion) -> String {
    "SELECT e.oid, e.extname, e.extversion, e.extnamespace, n.nspname
     FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
        .to_owned()
}

fn read_extension(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let oid = fields.parse()?;
    let id = ObjectId::Extension(fields.name()?);
    let version = fields.text()?.to_owned();
    let namespace_oid = fields.parse()?;
    let object = Object::Extension(Extension { version, namespace: fields.name()? });
    draft.depends(id.clone(), vec![Target::whole(class::NAMESPACE, namespace_oid)]);
    draft.place(Address::whole(class::EXTENSION, oid), id, object);
    Ok(())
}
