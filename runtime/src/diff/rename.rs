//! Objects that are equal but for their names: renamed, not dropped and made anew.
//!
//! An index or a constraint that keeps its definition keeps its pages and its proof. Tables and
//! columns are never guessed: their renames are declared, and carried out before the comparison.

use std::collections::{BTreeMap, BTreeSet};

use super::serial;
use crate::{
    change::Change,
    name::QualifiedName,
    schema::{Clustering, IdentifiedBy, Object, ObjectId, ReplicaIdentity, Schema},
};

/// Finds the renames that lead from `from` towards `to`, and returns `from` as it is after them.
pub(super) fn detect(from: &Schema, to: &Schema) -> (Vec<Change>, Schema) {
    let pairs = candidates(from, to);
    let current = rename(from.clone(), &pairs);
    let renames = pairs.into_iter().map(|(from, to)| Change::Rename { from, to }).collect();
    (renames, current)
}

/// Pairs of ids, one only in `from` and one only in `to`, whose objects are equal and which no third
/// object could be mistaken for.
fn candidates(from: &Schema, to: &Schema) -> Vec<(ObjectId, ObjectId)> {
    let gone = group(from, to);
    if gone.is_empty() {
        return Vec::new();
    }
    let mut new = group(to, from);
    let constraints = constraints(from);
    let mut pairs = Vec::new();
    for (key, mut olds) in gone {
        let Some(news) = new.remove(&key) else { continue };
        if let ([_], [after]) = (olds.as_slice(), news.as_slice())
            && let Some(before) = olds.pop()
            && is_free(from, &constraints, after)
        {
            pairs.push((before, after.clone()));
        }
    }
    pairs
}

/// The names of all constraints, each in the schema of its table.
fn constraints(schema: &Schema) -> BTreeSet<QualifiedName> {
    let names = schema.objects.keys().filter_map(|id| match id {
        ObjectId::Constraint(table, name) => Some(table.sibling(name.clone())),
        _ => None,
    });
    names.collect()
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
fn is_free(schema: &Schema, constraints: &BTreeSet<QualifiedName>, id: &ObjectId) -> bool {
    let relation = match id {
        ObjectId::Index(name) | ObjectId::Sequence(name) => name.clone(),
        ObjectId::Constraint(table, name) => table.sibling(name.clone()),
        _ => return true,
    };
    !schema.objects.contains_key(id)
        && !constraints.contains(&relation)
        && !schema.objects.contains_key(&ObjectId::Index(relation.clone()))
        && !schema.objects.contains_key(&ObjectId::Sequence(relation.clone()))
        && !schema.objects.contains_key(&ObjectId::Table(relation))
}

/// The new ids by the old ones.
type NewIds<'a> = BTreeMap<&'a ObjectId, &'a ObjectId>;

/// Gives indexes, constraints and sequences other names, wherever the schema speaks of them. None
/// of the names was borne before, so that all can be given at once.
fn rename(mut schema: Schema, pairs: &[(ObjectId, ObjectId)]) -> Schema {
    if pairs.is_empty() {
        return schema;
    }
    let ids: NewIds<'_> = pairs.iter().map(|(before, after)| (before, after)).collect();
    let swap = |id| swapped(id, &ids);
    let objects = schema.objects.into_iter();
    schema.objects = objects.map(|(id, object)| (swap(id), followed(object, &ids))).collect();
    schema.edges = schema
        .edges
        .into_iter()
        .map(|(id, on)| (swap(id), on.into_iter().map(swap).collect()))
        .collect();
    follow_sequences(&mut schema, pairs);
    schema
}

fn swapped(id: ObjectId, ids: &NewIds<'_>) -> ObjectId {
    match id {
        ObjectId::Comment(on) => ObjectId::Comment(Box::new(swapped(*on, ids))),
        ObjectId::Inside(of) => ObjectId::Inside(Box::new(swapped(*of, ids))),
        ObjectId::SequenceOwner(name) => match ids.get(&ObjectId::Sequence(name.clone())) {
            Some(ObjectId::Sequence(new)) => ObjectId::SequenceOwner(new.clone()),
            _ => ObjectId::SequenceOwner(name),
        },
        id => match ids.get(&id) {
            Some(new) => (*new).clone(),
            None => id,
        },
    }
}

/// An object that names an index, under the name that the index has now.
fn followed(object: Object, ids: &NewIds<'_>) -> Object {
    match object {
        Object::Clustering(Clustering { index }) => {
            Object::Clustering(Clustering { index: swapped(index, ids) })
        }
        Object::ReplicaIdentity(ReplicaIdentity { identified_by: IdentifiedBy::Index(index) }) => {
            let identified_by = IdentifiedBy::Index(swapped(index, ids));
            Object::ReplicaIdentity(ReplicaIdentity { identified_by })
        }
        other => other,
    }
}

/// A default holds its sequence by identity, so that its print follows the name.
fn follow_sequences(schema: &mut Schema, pairs: &[(ObjectId, ObjectId)]) {
    let prints = pairs.iter().filter_map(|pair| match pair {
        (ObjectId::Sequence(old), ObjectId::Sequence(new)) => {
            Some((serial::next_value(old), serial::next_value(new)))
        }
        _ => None,
    });
    let prints = prints.collect::<BTreeMap<_, _>>();
    for object in schema.objects.values_mut() {
        if let Object::Default(default) = object
            && let Some(new) = prints.get(&default.expression)
        {
            default.expression.clone_from(new);
        }
    }
}
