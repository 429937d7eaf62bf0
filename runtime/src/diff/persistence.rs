//! Tables that refer to each other and become logged, or unlogged, together.

use std::collections::BTreeMap;

use crate::schema::{Object, ObjectId, Persistence, Schema};

/// A foreign key with the table that it is of and the one that it refers to.
pub(super) type Reference<'a> = (&'a ObjectId, ObjectId, ObjectId);

/// What a table becomes that is logged before and not after, or the other way round.
pub(super) fn becomes(id: &ObjectId, from: &Schema, to: &Schema) -> Option<Persistence> {
    match (from.objects.get(id)?, to.objects.get(id)?) {
        (Object::Table(from), Object::Table(to)) => {
            (from.persistence != to.persistence).then_some(to.persistence)
        }
        _ => None,
    }
}

/// The foreign keys that stay, between two tables of which both become the same.
pub(super) fn references<'a>(
    from: &'a Schema,
    to: &'a Schema,
) -> impl Iterator<Item = Reference<'a>> {
    let stays = |(id, _): &(&ObjectId, _)| from.objects.contains_key(id);
    to.objects.iter().filter(stays).filter_map(|(id, object)| {
        let (ObjectId::Constraint(table, _), Object::Constraint(constraint)) = (id, object) else {
            return None;
        };
        let refers = ObjectId::Table(table.clone());
        let referred = ObjectId::Table(constraint.references.clone()?);
        let becomes = becomes(&refers, from, to)?;
        let together = refers != referred && self::becomes(&referred, from, to) == Some(becomes);
        together.then_some((id, refers, referred))
    })
}

/// Those of the references that are on a cycle, or between two: no order of the tables does for them.
pub(super) fn entangled(mut references: Vec<Reference<'_>>) -> Vec<&ObjectId> {
    loop {
        let before = references.len();
        let mut degrees = BTreeMap::<ObjectId, (usize, usize)>::new();
        for (_, refers, referred) in &references {
            degrees.entry(refers.clone()).or_default().0 += 1;
            degrees.entry(referred.clone()).or_default().1 += 1;
        }
        // A table that only refers, or is only referred to, has its place in the order.
        let inside =
            |id: &ObjectId| degrees.get(id).is_some_and(|(out, into)| *out > 0 && *into > 0);
        references.retain(|(_, refers, referred)| inside(refers) && inside(referred));
        if references.len() == before {
            return references.into_iter().map(|(id, ..)| id).collect();
        }
    }
}
