//! Whose an object is: the project's, the tool's own, or somebody else's.

use std::collections::BTreeSet;

use crate::{
    change::{Change, Edit},
    diff::Diff,
    name::QualifiedName,
    run::HistoryTable,
    schema::{Object, ObjectId, Schema},
};

/// Takes the history table, and its schema if nothing else is in it, out of a schema that was read
/// from a live database.
pub fn forget_history(schema: &mut Schema, table: &HistoryTable) {
    let name = QualifiedName { schema: table.schema.clone(), name: table.table.clone() };
    let home = ObjectId::Namespace(name.schema.clone());
    let is_history = |id: &ObjectId, object: &Object| match object {
        Object::Index(index) => index.table == name,
        _ => subject(id).table() == Some(&name),
    };
    schema.objects.retain(|id, object| !is_history(id, object));
    let crowded = schema.objects.keys().any(|id| id.parent().as_ref() == Some(&home));
    if !crowded && name.schema.as_str() != "public" {
        schema.objects.retain(|id, _| subject(id) != &home);
    }
    let left: BTreeSet<ObjectId> = schema.objects.keys().cloned().collect();
    // What is only told of the history, such as grants on it, goes with it.
    let told = |id: &ObjectId| {
        matches!(id, ObjectId::Unmodelled { .. })
            && schema.edges.get(id).is_some_and(|on| on.iter().any(|on| !left.contains(on)))
    };
    let gone: BTreeSet<ObjectId> = left.iter().filter(|id| told(id)).cloned().collect();
    schema.objects.retain(|id, _| !gone.contains(id));
    schema.edges.retain(|id, _| left.contains(id) && !gone.contains(id));
}

/// What a comment is on, or the object itself.
fn subject(id: &ObjectId) -> &ObjectId {
    match id {
        ObjectId::Comment(on) => subject(on),
        other => other,
    }
}

/// Keeps what the project did not create from being dropped, and returns it.
///
/// A table, type, sequence, extension or schema that no model describes is the project's only if its
/// own migrations, whose schema is `made`, created it.
pub fn spare_unmanaged(difference: &mut Diff, made: &Schema) -> Vec<ObjectId> {
    let unmanaged: BTreeSet<ObjectId> = difference
        .edits
        .iter()
        .filter_map(|change| match change {
            Change::Edit { id, edit: Edit::Drop(_) } if stands_alone(id) => Some(id),
            _ => None,
        })
        .filter(|id| !made.objects.contains_key(id))
        .cloned()
        .collect();
    let belongs = |id: &ObjectId, object: &Object| {
        let table = match object {
            Object::Index(index) => Some(ObjectId::Table(index.table.clone())),
            Object::SequenceOwner(_) => id.parent(),
            _ => subject(id).table().cloned().map(ObjectId::Table),
        };
        let holder = table.or_else(|| subject(id).parent());
        unmanaged.contains(subject(id)) || holder.is_some_and(|holder| unmanaged.contains(&holder))
    };
    difference.retain(|id, edit| !matches!(edit, Edit::Drop(object) if belongs(id, object)));
    unmanaged.into_iter().collect()
}

fn stands_alone(id: &ObjectId) -> bool {
    matches!(
        id,
        ObjectId::Namespace(_)
            | ObjectId::Extension(_)
            | ObjectId::EnumType(_)
            | ObjectId::Domain(_)
            | ObjectId::Sequence(_)
            | ObjectId::Table(_)
    )
}
