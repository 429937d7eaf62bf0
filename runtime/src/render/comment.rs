//! Comments on objects.

use super::clause::Action;
use crate::{
    change::Edit,
    quote,
    schema::{Object, ObjectId},
};

pub(super) fn render(on: &ObjectId, edit: &Edit<Object>) -> Vec<Action> {
    let Some(target) = target(on) else { return Vec::new() };
    let text = match edit {
        Edit::Create(Object::Comment(comment))
        | Edit::Alter { to: Object::Comment(comment), .. } => quote::literal(&comment.text),
        _ => "NULL".to_owned(),
    };
    vec![Action::statement(format!("COMMENT ON {target} IS {text}"))]
}

fn target(on: &ObjectId) -> Option<String> {
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
        ObjectId::Default(..)
        | ObjectId::NotNull(..)
        | ObjectId::Identity(..)
        | ObjectId::SequenceOwner(_)
        | ObjectId::Comment(_)
        | ObjectId::Unmodelled { .. } => return None,
    })
}
