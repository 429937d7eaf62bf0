//! Renames of objects and of labels.

use super::{RenderError, clause::Action, no_statement};
use crate::{change::Change, name::QualifiedName, quote, schema::ObjectId};

pub(super) fn render(change: &Change) -> Result<Vec<Action>, RenderError> {
    let statements = match change {
        Change::Rename { from, to } => rename(from, to).ok_or_else(|| no_statement(change))?,
        Change::RenameLabel { enum_type, from, to } => vec![format!(
            "ALTER TYPE {enum_type} RENAME VALUE {} TO {}",
            quote::literal(from),
            quote::literal(to)
        )],
        Change::Edit { .. } => return Err(no_statement(change)),
    };
    Ok(statements.into_iter().map(Action::statement).collect())
}

fn rename(from: &ObjectId, to: &ObjectId) -> Option<Vec<String>> {
    Some(match (from, to) {
        (ObjectId::Column(table, from), ObjectId::Column(_, to)) => {
            vec![format!("ALTER TABLE {table} RENAME COLUMN {from} TO {to}")]
        }
        (ObjectId::Constraint(table, from), ObjectId::Constraint(_, to)) => {
            vec![format!("ALTER TABLE {table} RENAME CONSTRAINT {from} TO {to}")]
        }
        (ObjectId::DomainConstraint(domain, from), ObjectId::DomainConstraint(_, to)) => {
            vec![format!("ALTER DOMAIN {domain} RENAME CONSTRAINT {from} TO {to}")]
        }
        (ObjectId::Namespace(from), ObjectId::Namespace(to)) => {
            vec![format!("ALTER SCHEMA {from} RENAME TO {to}")]
        }
        (ObjectId::Table(from), ObjectId::Table(to)) => relation("TABLE", from, to),
        (ObjectId::Index(from), ObjectId::Index(to)) => relation("INDEX", from, to),
        (ObjectId::Sequence(from), ObjectId::Sequence(to)) => relation("SEQUENCE", from, to),
        (ObjectId::EnumType(from), ObjectId::EnumType(to)) => relation("TYPE", from, to),
        (ObjectId::Domain(from), ObjectId::Domain(to)) => relation("DOMAIN", from, to),
        _ => return None,
    })
}

/// A new schema, a new name, or one after the other.
fn relation(kind: &str, from: &QualifiedName, to: &QualifiedName) -> Vec<String> {
    let moved = QualifiedName { schema: to.schema.clone(), name: from.name.clone() };
    let mut statements = Vec::new();
    if from.schema != to.schema {
        statements.push(format!("ALTER {kind} {from} SET SCHEMA {}", to.schema));
    }
    if from.name != to.name {
        statements.push(format!("ALTER {kind} {moved} RENAME TO {}", to.name));
    }
    statements
}
