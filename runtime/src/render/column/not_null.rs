//! That a column refuses nulls: an attribute up to 17, a constraint with a name from 18 on.

use super::Place;
use crate::{
    change::Edit,
    name::Name,
    render::clause::Action,
    schema::{NotNull, Object},
};

pub(in crate::render) fn render(place: Place<'_>, edit: &Edit<Object>) -> Vec<Action> {
    let (table, column) = place;
    match edit {
        Edit::Create(Object::NotNull(not_null)) => {
            vec![Action::clause(table, create(place, not_null))]
        }
        Edit::Drop(_) => {
            vec![Action::clause(table, format!("ALTER COLUMN {column} DROP NOT NULL"))]
        }
        Edit::Alter { from: Object::NotNull(from), to: Object::NotNull(to) } => {
            alter(place, from, to)
        }
        _ => Vec::new(),
    }
}

/// `NOT NULL` inside a column definition.
pub(super) fn words(not_null: &NotNull) -> String {
    let name = not_null.name.as_ref().map_or(String::new(), |name| format!("CONSTRAINT {name} "));
    let inherit = if not_null.no_inherit { " NO INHERIT" } else { "" };
    format!("{name}NOT NULL{inherit}")
}

fn create(place: Place<'_>, not_null: &NotNull) -> String {
    let (_, column) = place;
    if not_null.name.is_none() && not_null.validated && !not_null.no_inherit {
        return format!("ALTER COLUMN {column} SET NOT NULL");
    }
    let name = name(place, not_null);
    let inherit = if not_null.no_inherit { " NO INHERIT" } else { "" };
    let valid = if not_null.validated { "" } else { " NOT VALID" };
    format!("ADD CONSTRAINT {name} NOT NULL {column}{inherit}{valid}")
}

fn alter(place: Place<'_>, from: &NotNull, to: &NotNull) -> Vec<Action> {
    let (table, _) = place;
    let (old, new) = (name(place, from), name(place, to));
    let mut actions = Vec::new();
    if old != new {
        let sql = format!("ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}");
        actions.push(Action::statement(sql));
    }
    if from.no_inherit != to.no_inherit {
        let inherit = if to.no_inherit { "NO INHERIT" } else { "INHERIT" };
        actions.push(Action::clause(table, format!("ALTER CONSTRAINT {new} {inherit}")));
    }
    if !from.validated && to.validated {
        actions.push(Action::statement(format!("ALTER TABLE {table} VALIDATE CONSTRAINT {new}")));
    }
    actions
}

/// The name, or the one that PostgreSQL gives.
pub(in crate::render) fn name((table, column): Place<'_>, not_null: &NotNull) -> Name {
    not_null
        .name
        .clone()
        .unwrap_or_else(|| Name::given(table.name.as_str(), Some(column.as_str()), "not_null"))
}
