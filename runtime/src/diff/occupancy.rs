//! Names and places that only one object can have at a time.

use crate::{
    name::{Name, QualifiedName},
    schema::{ConstraintKind, Object, ObjectId},
};

/// Something that one object leaves before another can take it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// A name among tables, indexes and sequences.
    Relation(QualifiedName),
    /// A name among types; a table takes one for its rows.
    Type(QualifiedName),
    /// A name among the constraints of a table.
    Constraint(QualifiedName, Name),
    /// The one value that a column gets by itself: a default or an identity.
    Value(QualifiedName, Name),
}

/// The slots that an object takes.
pub(super) fn slots(id: &ObjectId, object: &Object) -> Vec<Slot> {
    match (id, object) {
        (ObjectId::Table(name), _) => {
            vec![Slot::Relation(name.clone()), Slot::Type(name.clone())]
        }
        (ObjectId::Index(name) | ObjectId::Sequence(name), _) => vec![Slot::Relation(name.clone())],
        (ObjectId::EnumType(name) | ObjectId::Domain(name), _) => vec![Slot::Type(name.clone())],
        (ObjectId::Constraint(table, name), Object::Constraint(constraint)) => {
            let mut slots = vec![Slot::Constraint(table.clone(), name.clone())];
            if !matches!(constraint.kind, ConstraintKind::Check | ConstraintKind::ForeignKey) {
                slots.push(Slot::Relation(table.sibling(name.clone())));
            }
            slots
        }
        (ObjectId::Default(table, column), _) => vec![Slot::Value(table.clone(), column.clone())],
        (ObjectId::Identity(table, column), Object::Identity(identity)) => vec![
            Slot::Value(table.clone(), column.clone()),
            Slot::Relation(identity.sequence.clone()),
        ],
        _ => Vec::new(),
    }
}
