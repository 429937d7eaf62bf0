//! Schemas and extensions.

use super::clause::Action;
use crate::{change::Edit, name::Name, quote, schema::Object};

pub(super) fn schema(name: &Name, edit: &Edit<Object>) -> Vec<Action> {
    match edit {
        Edit::Create(_) => vec![Action::statement(format!("CREATE SCHEMA {name}"))],
        Edit::Drop(_) => vec![Action::statement(format!("DROP SCHEMA {name}"))],
        Edit::Alter { .. } => Vec::new(),
    }
}

pub(super) fn extension(name: &Name, edit: &Edit<Object>) -> Vec<Action> {
    match edit {
        // Without a version: servers offer different ones, and the newest that is there is meant.
        Edit::Create(Object::Extension(extension)) => {
            let place = match extension.namespace.as_str() {
                "public" | "pg_catalog" => String::new(),
                _ => format!(" WITH SCHEMA {}", extension.namespace),
            };
            vec![Action::statement(format!("CREATE EXTENSION {name}{place}"))]
        }
        Edit::Drop(_) => vec![Action::statement(format!("DROP EXTENSION {name}"))],
        Edit::Alter { from: Object::Extension(from), to: Object::Extension(to) } => {
            let mut actions = Vec::new();
            if from.version != to.version {
                let version = quote::literal(&to.version);
                actions
                    .push(Action::statement(format!("ALTER EXTENSION {name} UPDATE TO {version}")));
            }
            if from.namespace != to.namespace {
                let place = &to.namespace;
                actions
                    .push(Action::statement(format!("ALTER EXTENSION {name} SET SCHEMA {place}")));
            }
            actions
        }
        _ => Vec::new(),
    }
}
