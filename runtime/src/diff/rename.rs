//! Objects that are equal but for their names: renamed, not dropped and made anew.
//!
//! An index or a constraint that keeps its definition keeps its pages and its proof. Tables and
//! columns are never guessed: their renames are declared, and carried out before the comparison.

use std::collections::{BTreeMap, BTreeSet};

use super::serial;
use crate::{
    change::Change,
    name::QualifiedName,
    schema::{Object, ObjectId, Schema},
};

/// Finds the renames that lead from `from` towards `to`, and returns `from` as it is after them.
pub(super) fn detect(from: &Schema, to: &Schema) -> (Vec<Change>, Schema) {
    let pairs = candidates(from, to);
    let mut current = from.clone();
    for (before, after) in &pairs {
        rename(&mut current, before, after);
    }
    let renames = pairs.into_iter().map(|(from, to)| Change::Rename { from, to }).collect();
    (renames, current)
}

/// Pairs of ids, one only in `from` and one only in `to`, whose objects are equal and which no third
/// object could be mistaken for.
fn candidates(from: &Schema, to: &Schema) -> Vec<(ObjectId, ObjectId)> {
    let mut pairs = Vec::new();
    let mut gone = group(from, to);
    let mut new = group(to, from);
    for (key, mut olds) in std::mem::take(&mut gone) {
        let Some(news) = new.remove(&key) else { continue };
        if let ([_], [after]) = (olds.as_slice(), news.as_slice())
            && let Some(before) = olds.pop()
            && is_free(from, after)
        {
            pairs.push((before, after.clone()));
        }
    }
    pairs
}

/// What makes two objects candidates for each other: the place and the whole payload.
type Likeness = (Option<QualifiedName>, String);

/// The renameable objects of `of` that `other` does not have, by what they are.
fn group(of: &Schema, other: &Schema) -> BTreeMap<Likeness, Vec<ObjectId>> {
    let mut groups = BTreeMap::<Likeness, Vec<ObjectId>>::new();
    for (id, object) in &of.objects {
        if other.objects.contains_key(id) {
            continue;
        }
        if let Some(likeness) = likeness(of, id, object) {
            groups.entry(likeness).or_default().push(id.clone());
        }
    }
    groups
}

fn likeness(schema: &Schema, id: &ObjectId, object: &Object) -> Option<Likeness> {
    match (id, object) {
        (ObjectId::Index(_), Object::Index(index)) => {
            Some((Some(index.table.clone()), format!("{index:?}")))
        }
        (ObjectId::Constraint(table, _), Object::Constraint(constraint)) => {
            Some((Some(table.clone()), format!("{constraint:?}")))
        }
        // Only the sequence of a serial column: what else draws on it would have to follow.
        (ObjectId::Sequence(name), Object::Sequence(sequence)) => {
            let Object::SequenceOwner(owner) =
                schema.objects.get(&ObjectId::SequenceOwner(name.clone()))?
            else {
                return None;
            };
            Some((Some(owner.table.clone()), format!("{} {sequence:?}", owner.column.as_str())))
        }
        _ => None,
    }
}

/// Whether no object of `schema` bears the name already.
fn is_free(schema: &Schema, id: &ObjectId) -> bool {
    let relation = match id {
        ObjectId::Index(name) | ObjectId::Sequence(name) => name.clone(),
        ObjectId::Constraint(table, name) => table.sibling(name.clone()),
        _ => return true,
    };
    !schema.objects.contains_key(id)
        && !schema.objects.contains_key(&ObjectId::Index(relation.clone()))
        && !schema.objects.contains_key(&ObjectId::Sequence(relation.clone()))
        && !schema.objects.contains_key(&ObjectId::Table(relation.clone()))
        && !schema.objects.keys().any(|other| {
            matches!(other, ObjectId::Constraint(table, name)
                if table.schema == relation.schema && *name == relation.name)
        })
}

/// Gives an index, a constraint or a sequence another name, wherever the schema speaks of it.
fn rename(schema: &mut Schema, before: &ObjectId, after: &ObjectId) {
    if let (ObjectId::Sequence(old), ObjectId::Sequence(new)) = (before, after) {
        rename_sequence(schema, old, new);
    }
    let swap = |id: &ObjectId| swapped(id, before, after);
    schema.objects =
        std::mem::take(&mut schema.objects).into_iter().map(|(id, o)| (swap(&id), o)).collect();
    schema.edges = std::mem::take(&mut schema.edges)
        .into_iter()
        .map(|(id, on)| (swap(&id), on.iter().map(swap).collect::<BTreeSet<_>>()))
        .collect();
}

fn swapped(id: &ObjectId, before: &ObjectId, after: &ObjectId) -> ObjectId {
    match (id, before, after) {
        (ObjectId::Comment(on), _, _) => ObjectId::Comment(Box::new(swapped(on, before, after))),
        (ObjectId::SequenceOwner(name), ObjectId::Sequence(old), ObjectId::Sequence(new))
            if name == old =>
        {
            ObjectId::SequenceOwner(new.clone())
        }
        _ if id == before => after.clone(),
        _ => id.clone(),
    }
}

/// A default holds its sequence by identity, so that its print follows the name.
fn rename_sequence(schema: &mut Schema, old: &QualifiedName, new: &QualifiedName) {
    let (old, new) = (serial::next_value(old), serial::next_value(new));
    for object in schema.objects.values_mut() {
        if let Object::Default(default) = object
            && default.expression == old
        {
            default.expression.clone_from(&new);
        }
    }
}
