//! Declared renames: which of them are still to be made.

use std::collections::BTreeMap;

use crate::{
    change::Change,
    name::QualifiedName,
    schema::{Object, ObjectId, Schema},
};

/// A rename that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`renamed_from` says that {to} was {from}, and both exist")]
pub struct BothExist {
    /// What should have become the other.
    pub from: String,
    /// What is there already.
    pub to: String,
    /// The id of the one that the models describe.
    pub id: Box<ObjectId>,
}

/// Picks the renames whose old name is still there. One that has been made is passed over, so that
/// `renamed_from` may stay in the source.
pub(super) fn due(declared: Vec<Change>, schema: &Schema) -> Result<Vec<Change>, BothExist> {
    let mut moved = BTreeMap::<QualifiedName, QualifiedName>::new();
    let mut due = Vec::new();
    for change in declared {
        let (from, to) = match &change {
            Change::Rename { from, to } => (
                schema.objects.contains_key(&before(from, &moved)),
                schema.objects.contains_key(&before(to, &moved)),
            ),
            Change::RenameLabel { enum_type, from, to } => {
                let labels = labels(schema, moved.get(enum_type).unwrap_or(enum_type));
                (labels.contains(from), labels.contains(to))
            }
            Change::Edit { .. } => continue,
        };
        match (from, to) {
            (true, true) => return Err(both_exist(&change)),
            (true, false) => {
                if let Change::Rename { from, to } = &change
                    && let (Some(old), Some(new)) = (container(from), container(to))
                {
                    moved.insert(new, old);
                }
                due.push(change);
            }
            (false, _) => {}
        }
    }
    Ok(due)
}

/// The name of a table or type, in which other renames are spoken of.
fn container(id: &ObjectId) -> Option<QualifiedName> {
    match id {
        ObjectId::Table(name) | ObjectId::EnumType(name) => Some(name.clone()),
        _ => None,
    }
}

/// An id in terms of the schema before the renames.
fn before(id: &ObjectId, moved: &BTreeMap<QualifiedName, QualifiedName>) -> ObjectId {
    match id {
        ObjectId::Column(table, name) => {
            ObjectId::Column(moved.get(table).unwrap_or(table).clone(), name.clone())
        }
        other => other.clone(),
    }
}

fn labels(schema: &Schema, name: &QualifiedName) -> Vec<String> {
    match schema.objects.get(&ObjectId::EnumType(name.clone())) {
        Some(Object::EnumType(enum_type)) => enum_type.labels.clone(),
        _ => Vec::new(),
    }
}

fn both_exist(change: &Change) -> BothExist {
    match change {
        Change::Rename { from, to } => {
            BothExist { from: from.to_string(), to: to.to_string(), id: Box::new(to.clone()) }
        }
        Change::RenameLabel { enum_type, from, to } => BothExist {
            from: format!("label '{from}'"),
            to: format!("label '{to}' of {enum_type}"),
            id: Box::new(ObjectId::EnumType(enum_type.clone())),
        },
        Change::Edit { id, .. } => {
            BothExist { from: id.to_string(), to: id.to_string(), id: Box::new(id.clone()) }
        }
    }
}
