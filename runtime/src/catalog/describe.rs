//! Objects in the words in which the server identifies them, for the names of facts about them.

use super::{Draft, address::Address, address::class};
use crate::{
    name::QualifiedName,
    schema::{Object, ObjectId},
};

impl Draft {
    /// What stands at an address, with every schema named; `None` where nothing is known.
    pub(super) fn describe(&self, address: Address) -> Option<String> {
        let id = self.at(address)?;
        let inside = address.class == class::RELATION;
        Some(match (&id, self.schema.objects.get(&id)) {
            (ObjectId::Constraint(table, name), _) if inside => {
                format!("index {}", full(&table.sibling(name.clone())))
            }
            (ObjectId::Identity(..), Some(Object::Identity(identity))) if inside => {
                format!("sequence {}", full(&identity.sequence))
            }
            (ObjectId::Table(_), _) => match self.folds.home(&id) {
                Some(home) => home.to_string(),
                None => words(&id),
            },
            _ => words(&id),
        })
    }
}

fn words(id: &ObjectId) -> String {
    match id {
        ObjectId::EnumType(name) => format!("type {}", full(name)),
        ObjectId::Domain(name) => format!("domain {}", full(name)),
        ObjectId::DomainConstraint(domain, name) => {
            format!("constraint {name} on domain {}", full(domain))
        }
        ObjectId::Sequence(name) => format!("sequence {}", full(name)),
        ObjectId::Table(name) => format!("table {}", full(name)),
        ObjectId::Column(table, name) => format!("column {}.{name}", full(table)),
        ObjectId::Constraint(table, name) => format!("constraint {name} on {}", full(table)),
        ObjectId::NotNull(table, column) => {
            format!("not null constraint of {}.{column}", full(table))
        }
        ObjectId::Index(name) => format!("index {}", full(name)),
        // These have no schema, or none that could be left out.
        ObjectId::Namespace(_)
        | ObjectId::Extension(_)
        | ObjectId::Default(..)
        | ObjectId::Identity(..)
        | ObjectId::SequenceOwner(_)
        | ObjectId::Clustering(_)
        | ObjectId::ReplicaIdentity(_)
        | ObjectId::Inside(_)
        | ObjectId::Comment(_)
        | ObjectId::Unmodelled { .. } => id.to_string(),
    }
}

fn full(name: &QualifiedName) -> String {
    format!("{}.{}", name.schema, name.name)
}
