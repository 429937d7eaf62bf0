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
    /// That of the keys of a table which a foreign key finds when it looks for one.
    Key(QualifiedName),
    /// The foreign keys that have found one of the keys of a table.
    Reference(QualifiedName),
}

/// The slots that an object leaves when it goes.
pub(super) fn left(id: &ObjectId, object: &Object) -> Vec<Slot> {
    let mut slots = slots(id, object);
    match (id, object) {
        (ObjectId::Constraint(table, _), Object::Constraint(constraint))
            if matches!(constraint.kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique) =>
        {
            slots.push(Slot::Key(table.clone()));
        }
        (_, Object::Index(index)) if index.unique => slots.push(Slot::Key(index.table.clone())),
        (_, Object::Constraint(constraint)) => {
            slots.extend(constraint.references.clone().map(Slot::Reference));
        }
        _ => {}
    }
    slots
}

/// The slots that must be left before an object can go: no key while a foreign key may rely on it.
pub(super) fn awaited(id: &ObjectId, object: &Object) -> Vec<Slot> {
    let keys = left(id, object).into_iter();
    let references = keys.filter_map(|slot| match slot {
        Slot::Key(table) => Some(Slot::Reference(table)),
        _ => None,
    });
    references.collect()
}

/// The slots that an object takes when it comes.
pub(super) fn taken(id: &ObjectId, object: &Object) -> Vec<Slot> {
    let mut slots = slots(id, object);
    if let Object::Constraint(constraint) = object {
        // Of two keys over the same columns the server takes any, also one that is about to go.
        slots.extend(constraint.references.clone().map(Slot::Key));
    }
    slots
}

/// The slots that an object holds.
fn slots(id: &ObjectId, object: &Object) -> Vec<Slot> {
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
