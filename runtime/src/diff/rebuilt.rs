//! Types that are made anew under their old names, because PostgreSQL can add to them and take
//! nothing away.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    schema::{Object, ObjectId, Schema},
    type_name,
};

/// The types that are made anew on the way from one schema to another, with what has them before.
#[derive(Debug)]
pub(crate) struct Rebuilt<'a> {
    types: BTreeSet<&'a ObjectId>,
    users: BTreeMap<&'a ObjectId, Vec<&'a ObjectId>>,
}

impl<'a> Rebuilt<'a> {
    pub(crate) fn new(from: &'a Schema, to: &'a Schema) -> Self {
        let stays = |id: &ObjectId| to.objects.get(id);
        let is_type = |id: &ObjectId| matches!(id, ObjectId::EnumType(_) | ObjectId::Domain(_));
        let types = from.objects.iter().filter(|(id, object)| {
            is_type(id) && stays(id).is_some_and(|after| is_another(object, after))
        });
        let types = types.map(|(id, _)| id).chain(tightened(from, to)).collect();
        let mut rebuilt = Self { types, users: BTreeMap::new() };
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

    /// All of them.
    pub(crate) fn types(&self) -> impl Iterator<Item = &'a ObjectId> {
        self.types.iter().copied()
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

/// Domains that refuse more than before, and of which a column has an array: PostgreSQL cannot look
/// for refused values there.
fn tightened<'a>(from: &'a Schema, to: &'a Schema) -> BTreeSet<&'a ObjectId> {
    let mut tightened = BTreeSet::new();
    for (id, object) in &to.objects {
        let domain = match (object, from.objects.get(id)) {
            (Object::Domain(after), Some(Object::Domain(before))) => {
                (after.not_null && !before.not_null).then(|| id.clone())
            }
            (Object::DomainConstraint(after), before) if after.validated => {
                let same = matches!(before, Some(Object::DomainConstraint(b)) if b == after);
                id.parent().filter(|_| !same)
            }
            _ => None,
        };
        if let Some((id, _)) = domain.and_then(|id| from.objects.get_key_value(&id)) {
            tightened.insert(id);
        }
    }
    if tightened.is_empty() {
        return tightened;
    }
    let mut in_arrays = BTreeSet::new();
    for (id, object) in &from.objects {
        if let Object::Column(column) = object
            && type_name::is_array(&column.data_type)
        {
            in_arrays.extend(from.edges.get(id).into_iter().flatten());
        }
    }
    tightened.retain(|id| in_arrays.contains(id));
    tightened
}
