//! Comments on objects.

use super::{Ends, clause::Action, column};
use crate::{
    change::Edit,
    quote,
    schema::{Object, ObjectId, Schema},
};

pub(super) fn render(on: &ObjectId, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    // A comment goes before its object changes, and comes after it has.
    let schema = if matches!(edit, Edit::Drop(_)) { ends.from } else { ends.to };
    let Some(target) = target(on, schema) else { return Vec::new() };
    let text = match edit {
        Edit::Create(Object::Comment(comment))
        | Edit::Alter { to: Object::Comment(comment), .. } => quote::literal(&comment.text),
        _ => "NULL".to_owned(),
    };
    vec![Action::statement(format!("COMMENT ON {target} IS {text}"))]
}

fn target(on: &ObjectId, schema: &Schema) -> Option<String> {
    Some(match on {
        ObjectId::Namespace(name) => format!("SCHEMA {name}"),
        ObjectId::Extension(name) => format!("EXTENSION {name}"),
        ObjectId::EnumType(name) => format!("TYPE {name}"),
        ObjectId::Domain(name) => format!("DOMAIN {name}"),
        ObjectId::DomainConstraint(domain, name) => format!("CONSTRAINT {name} ON DOMAIN {domain}"),
        ObjectId::Sequence(name) => format!("SEQUENCE {name}"),
        ObjectId::Table(name) => format!("TABLE {name}"),
        ObjectId::Column(table, name) => format!("COLUMN {table}.{name}"),
        ObjectId::Constraint(table, name) => format!("CONSTRAINT {name} ON {table}"),
        ObjectId::Index(name) => format!("INDEX {name}"),
        ObjectId::NotNull(table, column) => match schema.objects.get(on)? {
            Object::NotNull(not_null) => {
                let name = column::not_null_name((table, column), not_null);
                format!("CONSTRAINT {name} ON {table}")
            }
            _ => return None,
        },
        ObjectId::Inside(of) => match (&**of, schema.objects.get(of)?) {
            (ObjectId::Constraint(table, name), _) => {
                format!("INDEX {}", table.sibling(name.clone()))
            }
            (_, Object::Identity(identity)) => format!("SEQUENCE {}", identity.sequence),
            _ => return None,
        },
        ObjectId::Default(..)
        | ObjectId::Identity(..)
        | ObjectId::SequenceOwner(_)
        | ObjectId::Clustering(_)
        | ObjectId::ReplicaIdentity(_)
        | ObjectId::Comment(_)
        | ObjectId::Unmodelled { .. } => return None,
    })
}
