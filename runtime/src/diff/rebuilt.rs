//! Types that are made anew under their old names, because PostgreSQL can add to them and take
//! nothing away.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Object, ObjectId, Schema};

/// The types that are made anew on the way from one schema to another, with what has them before.
#[derive(Debug)]
pub(crate) struct Rebuilt<'a> {
    types: BTreeSet<&'a ObjectId>,
    users: BTreeMap<&'a ObjectId, Vec<&'a ObjectId>>,
}

impl<'a> Rebuilt<'a> {
    pub(crate) fn new(from: &'a Schema, to: &'a Schema) -> Self {
        let stays = |id: &ObjectId| to.objects.get(id);
        let types = from
            .objects
            .iter()
            .filter(|(id, object)| stays(id).is_some_and(|after| is_another(object, after)));
        let mut rebuilt = Self { types: types.map(|(id, _)| id).collect(), users: BTreeMap::new() };
        let mut left = rebuilt.types.iter().copied().collect::<Vec<_>>();
        if left.is_empty() {
            return rebuilt;
        }
        let mut users = BTreeMap::<_, Vec<_>>::new();
        for (id, on) in &from.edges {
            if matches!(id, ObjectId::Column(..) | ObjectId::Domain(_)) {
                for on in on {
                    users.entry(on).or_default().push(id);
                }
            }
        }
        // What is over a type that goes has to move to the one that comes.
        while let Some(id) = left.pop() {
            let users = users.remove(id).unwrap_or_default();
            let over = users.iter().filter(|user| is_domain(user) && stays(user).is_some());
            left.extend(over.filter(|domain| rebuilt.types.insert(domain)));
            rebuilt.users.insert(id, users);
        }
        rebuilt
    }

    /// Whether a type is made anew.
    pub(crate) fn contains(&self, id: &ObjectId) -> bool {
        self.types.contains(id)
    }

    /// The columns and the domains that have the type before, in the order of their ids.
    pub(crate) fn users(&self, id: &ObjectId) -> &[&'a ObjectId] {
        self.users.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The domains over the type that are made anew because of it.
    pub(crate) fn domains(&self, id: &ObjectId) -> impl Iterator<Item = &'a ObjectId> {
        let users = self.users(id).iter().copied();
        users.filter(|user| is_domain(user) && self.contains(user))
    }
}

fn is_domain(id: &ObjectId) -> bool {
    matches!(id, ObjectId::Domain(_))
}

/// Whether nothing but a new type can be the one after.
fn is_another(before: &Object, after: &Object) -> bool {
    match (before, after) {
        (Object::EnumType(before), Object::EnumType(after)) => {
            let mut labels = after.labels.iter();
            !before.labels.iter().all(|label| labels.any(|other| other == label))
        }
        (Object::Domain(before), Object::Domain(after)) => {
            before.base_type != after.base_type || before.collation != after.collation
        }
        _ => false,
    }
}
