//! The index that sorts the rows of a table, and what identifies them to a replica.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
};
use crate::{
    name::Name,
    schema::{Clustering, IdentifiedBy, KeyPart, Object, ObjectId, ReplicaIdentity},
    version::ServerVersion,
};

pub(super) const ROWS: Part = Part { of: "clusterings and replica identities", query, row: read };

/// `c` stands for a clustering, anything else is `relreplident`.
fn query(_: ServerVersion) -> String {
    "SELECT indrelid, 'c', indexrelid FROM pg_index WHERE indisclustered
     UNION ALL
     SELECT c.oid, c.relreplident, i.indexrelid FROM pg_class c
     LEFT JOIN pg_index i ON c.relreplident = 'i' AND i.indrelid = c.oid AND i.indisreplident
     WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND c.relreplident <> 'd'"
        .to_owned()
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let relation: u32 = fields.parse()?;
    let Some(table) = draft.relations.get(&relation).cloned() else { return Ok(()) };
    let word = fields.text()?.to_owned();
    let index: Option<u32> = fields.parse_optional()?;
    let index = index.and_then(|oid| draft.at(Address::whole(class::RELATION, oid)));
    let needs = index.clone().map(Target::Id);
    let (id, object, needs) = match (word.as_str(), index) {
        ("c", Some(index)) => {
            let object = Object::Clustering(Clustering { index });
            (ObjectId::Clustering(table), object, needs.into_iter().collect())
        }
        ("i", Some(index)) => {
            let columns = columns(draft, &index).into_iter();
            let refusals = columns.map(|name| Target::Id(ObjectId::NotNull(table.clone(), name)));
            let needs = needs.into_iter().chain(refusals).collect();
            (ObjectId::ReplicaIdentity(table), identity(IdentifiedBy::Index(index)), needs)
        }
        ("f", _) => (ObjectId::ReplicaIdentity(table), identity(IdentifiedBy::WholeRow), vec![]),
        // A table whose index has been dropped is one that nothing identifies.
        ("n" | "i", _) => {
            (ObjectId::ReplicaIdentity(table), identity(IdentifiedBy::Nothing), vec![])
        }
        _ => return Ok(()),
    };
    draft.depends(id.clone(), needs);
    draft.schema.objects.insert(id, object);
    Ok(())
}

fn identity(identified_by: IdentifiedBy) -> Object {
    Object::ReplicaIdentity(ReplicaIdentity { identified_by })
}

/// The columns of an index, all of which refuse nulls where it identifies rows.
fn columns(draft: &Draft, index: &ObjectId) -> Vec<Name> {
    match draft.schema.objects.get(index) {
        Some(Object::Constraint(constraint)) => constraint.columns.clone(),
        Some(Object::Index(index)) => {
            let names = index.keys.iter().filter_map(|key| match &key.part {
                KeyPart::Column(name) => Some(name.clone()),
                KeyPart::Expression(_) => None,
            });
            names.collect()
        }
        _ => Vec::new(),
    }
}
