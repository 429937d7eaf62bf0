//! The keys that a foreign key may rely on.
//!
//! Of several keys over the same columns the server takes one, and which one depends on what was there
//! when the foreign key was made: another database may have taken another.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    name::{Name, QualifiedName},
    schema::{ConstraintKind, Deferral, IndexKey, KeyPart, Object, ObjectId, Schema},
};

/// The foreign keys that may rely on a key, where they had a choice.
pub(super) fn users(schema: &Schema) -> BTreeMap<&ObjectId, Vec<&ObjectId>> {
    let mut keys = BTreeMap::<_, Vec<_>>::new();
    for (id, object) in &schema.objects {
        if let Some((table, columns)) = key(id, object) {
            keys.entry(table).or_default().push((id, columns));
        }
    }
    let mut users = BTreeMap::<_, Vec<_>>::new();
    for (id, object) in &schema.objects {
        let Object::Constraint(constraint) = object else { continue };
        let Some(table) = &constraint.references else { continue };
        let on = schema.edges.get(id);
        let refers = |column: &&Name| {
            let column = ObjectId::Column(table.clone(), (*column).clone());
            on.is_some_and(|on| on.contains(&column))
        };
        let fitting = keys.get(table).into_iter().flatten();
        let fitting = fitting.filter(|(_, columns)| columns.iter().all(&refers));
        let fitting = fitting.map(|(key, _)| *key).collect::<Vec<_>>();
        if fitting.len() > 1 {
            for key in fitting {
                users.entry(key).or_default().push(id);
            }
        }
    }
    users
}

/// The table and the columns of what a foreign key can rely on.
fn key<'a>(
    id: &'a ObjectId,
    object: &'a Object,
) -> Option<(&'a QualifiedName, BTreeSet<&'a Name>)> {
    match (id, object) {
        (ObjectId::Constraint(table, _), Object::Constraint(constraint)) => {
            let unique =
                matches!(constraint.kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique);
            (unique && constraint.deferral == Deferral::Never)
                .then(|| (table, constraint.columns.iter().collect()))
        }
        (_, Object::Index(index)) if index.unique && index.predicate.is_none() => {
            let column = |key: &'a IndexKey| match &key.part {
                KeyPart::Column(name) => Some(name),
                KeyPart::Expression(_) => None,
            };
            let columns = index.keys.iter().map(column).collect::<Option<_>>()?;
            Some((&index.table, columns))
        }
        _ => None,
    }
}
