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
    let history = history_in(schema, table);
    schema.objects.retain(|id, _| !history.contains(id));
    let objects = &schema.objects;
    schema.edges.retain(|id, _| objects.contains_key(id));
}

/// The ids of the history table and of all that it has, and of its schema if nothing else is in it.
pub(super) fn history_in(schema: &Schema, table: &HistoryTable) -> BTreeSet<ObjectId> {
    let name = QualifiedName { schema: table.schema.clone(), name: table.table.clone() };
    let home = ObjectId::Namespace(name.schema.clone());
    let is_history = |id: &ObjectId, object: &Object| match object {
        Object::Index(index) => index.table == name,
        _ => subject(id).table() == Some(&name),
    };
    let objects = &schema.objects;
    let found = objects.iter().filter(|(id, object)| is_history(id, object));
    let mut history: BTreeSet<ObjectId> = found.map(|(id, _)| id.clone()).collect();
    let inside = |id: &&ObjectId| id.parent().as_ref() == Some(&home);
    let crowded = objects.keys().filter(inside).any(|id| !history.contains(id));
    if !crowded && name.schema.as_str() != "public" {
        history.extend(objects.keys().filter(|id| subject(id) == &home).cloned());
    }
    // What is only told of the history, such as grants on it, goes with it.
    let is_gone = |id: &ObjectId| history.contains(id) || !objects.contains_key(id);
    let is_told = |id: &&ObjectId| {
        matches!(id, ObjectId::Unmodelled { .. })
            && schema.edges.get(id).is_some_and(|on| on.iter().any(is_gone))
    };
    let told: Vec<ObjectId> = objects.keys().filter(is_told).cloned().collect();
    history.extend(told);
    history
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
