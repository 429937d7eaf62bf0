//! Constraints of tables.

use super::{Ends, clause::Action, expression, options};
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    schema::{Constraint, ConstraintKind, Deferral, Object, ObjectId},
};

/// A constraint of a table by its two names.
type Place<'a> = (&'a QualifiedName, &'a Name);

pub(super) fn render(place: Place<'_>, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    let (table, name) = place;
    // Beside that change the server would still see the table, or its references, as they were.
    let alone = |constraint: &Constraint| {
        constraint.kind == ConstraintKind::ForeignKey && changes_persistence(table, ends)
    };
    match edit {
        Edit::Create(Object::Constraint(constraint)) if alone(constraint) => {
            let valid = if constraint.validated { "" } else { " NOT VALID" };
            vec![Action::alone(table, &format!("ADD {}{valid}", definition(place, constraint)))]
        }
        Edit::Drop(Object::Constraint(constraint)) if alone(constraint) => {
            vec![Action::alone(table, &format!("DROP CONSTRAINT {name}"))]
        }
        Edit::Create(Object::Constraint(constraint)) => create(place, constraint),
        Edit::Drop(_) => vec![Action::clause(table, format!("DROP CONSTRAINT {name}"))],
        Edit::Alter { from: Object::Constraint(from), to: Object::Constraint(to) } => {
            alter(place, from, to)
        }
        _ => Vec::new(),
    }
}

fn create(place: Place<'_>, constraint: &Constraint) -> Vec<Action> {
    let (table, _) = place;
    let valid = if constraint.validated { "" } else { " NOT VALID" };
    let add = format!("ADD {}{valid}", definition(place, constraint));
    std::iter::once(Action::clause(table, add)).chain(after_creation(place, constraint)).collect()
}

fn changes_persistence(table: &QualifiedName, ends: Ends<'_>) -> bool {
    let id = ObjectId::Table(table.clone());
    match (ends.from.objects.get(&id), ends.to.objects.get(&id)) {
        (Some(Object::Table(from)), Some(Object::Table(to))) => from.persistence != to.persistence,
        _ => false,
    }
}

/// What the definition has no room for: the options of the index of an exclusion constraint.
pub(super) fn after_creation(place: Place<'_>, constraint: &Constraint) -> Vec<Action> {
    match constraint.kind {
        ConstraintKind::Exclusion => index_options(place, &[], &constraint.index_options),
        _ => Vec::new(),
    }
}

/// `CONSTRAINT name …`, without the name where it is the one that PostgreSQL gives to a primary key.
pub(super) fn definition((table, name): Place<'_>, constraint: &Constraint) -> String {
    let given = usual_name(table, constraint).is_some_and(|usual| usual == *name);
    let named = match constraint.kind {
        ConstraintKind::PrimaryKey if given => String::new(),
        _ => format!("CONSTRAINT {name} "),
    };
    format!("{named}{}{}", body(constraint), deferral(constraint.deferral))
}

/// The constraint as part of the definition of its one column, if a human would write it so.
pub(super) fn inline((table, name): Place<'_>, constraint: &Constraint) -> Option<String> {
    let [column] = constraint.columns.as_slice() else { return None };
    let plain = constraint.validated
        && constraint.deferral == Deferral::Never
        && constraint.index_options.is_empty()
        && usual_name(table, constraint).as_ref() == Some(name);
    let body = body(constraint);
    let rest = match constraint.kind {
        ConstraintKind::PrimaryKey | ConstraintKind::Unique => {
            body.strip_suffix(&format!(" ({column})"))?.to_owned()
        }
        ConstraintKind::ForeignKey => {
            body.strip_prefix(&format!("FOREIGN KEY ({column}) "))?.to_owned()
        }
        ConstraintKind::Check | ConstraintKind::Exclusion => return None,
    };
    plain.then_some(rest)
}

/// The constraint as a human writes it, without its name.
pub(crate) fn body(constraint: &Constraint) -> String {
    let definition = &constraint.definition;
    match constraint.kind {
        ConstraintKind::Check => expression::check(definition),
        ConstraintKind::ForeignKey => foreign_key(constraint),
        ConstraintKind::PrimaryKey | ConstraintKind::Unique
            if !constraint.index_options.is_empty() =>
        {
            format!("{definition} WITH ({})", options::list(&constraint.index_options))
        }
        _ => definition.clone(),
    }
}

/// The server prints the referenced table with its schema; a human leaves `public` out.
fn foreign_key(constraint: &Constraint) -> String {
    let columns = constraint.columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let head = format!("FOREIGN KEY ({columns}) REFERENCES ");
    let written = constraint.references.as_ref().and_then(|table| {
        let printed = format!("{}.{}(", table.schema, table.name);
        let rest = constraint.definition.strip_prefix(&head)?.strip_prefix(&printed)?;
        Some(format!("{head}{table} ({rest}"))
    });
    written.unwrap_or_else(|| constraint.definition.clone())
}

fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::Never => "",
        Deferral::Immediate => " DEFERRABLE",
        Deferral::Deferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

/// The name that PostgreSQL gives.
fn usual_name(table: &QualifiedName, constraint: &Constraint) -> Option<Name> {
    let columns = constraint.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
    let table = table.name.as_str();
    match constraint.kind {
        ConstraintKind::PrimaryKey => Some(Name::given(table, None, "pkey")),
        ConstraintKind::Unique => Some(Name::given(table, Some(&columns), "key")),
        ConstraintKind::ForeignKey => Some(Name::given(table, Some(&columns), "fkey")),
        ConstraintKind::Check | ConstraintKind::Exclusion => None,
    }
}

fn alter(place: Place<'_>, from: &Constraint, to: &Constraint) -> Vec<Action> {
    let (table, name) = place;
    let mut actions = Vec::new();
    if from.deferral != to.deferral {
        let words = match to.deferral {
            Deferral::Never => " NOT DEFERRABLE",
            // What was deferred stays so unless told otherwise.
            Deferral::Immediate => " DEFERRABLE INITIALLY IMMEDIATE",
            Deferral::Deferred => " DEFERRABLE INITIALLY DEFERRED",
        };
        actions.push(Action::clause(table, format!("ALTER CONSTRAINT {name}{words}")));
    }
    if !from.validated && to.validated {
        // On its own: beside another clause the scan would run under the lock of that one.
        let sql = format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}");
        actions.push(Action::statement(sql));
    }
    actions.extend(index_options(place, &from.index_options, &to.index_options));
    actions
}

fn index_options((table, name): Place<'_>, from: &[String], to: &[String]) -> Vec<Action> {
    let index = table.sibling(name.clone());
    let alter = |clause| Action::statement(format!("ALTER INDEX {index} {clause}"));
    options::changes(from, to).into_iter().map(alter).collect()
}
