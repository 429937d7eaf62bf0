//! Enumerated types: labels are added in place; to take one away the type is made anew.

use std::collections::BTreeSet;

use super::{Ends, cast, clause::Action};
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    quote,
    schema::{EnumType, Object, ObjectId, Schema},
    statement::Statement,
    type_name,
};

pub(super) fn render(name: &QualifiedName, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    match edit {
        Edit::Create(Object::EnumType(enum_type)) => vec![create(name, enum_type)],
        Edit::Drop(_) => vec![Action::statement(format!("DROP TYPE {name}"))],
        Edit::Alter { from: Object::EnumType(from), to: Object::EnumType(to) } => {
            if ends.rebuilt.contains(&ObjectId::EnumType(name.clone())) {
                rebuild(name, from, to, ends)
            } else {
                add_labels(name, from, to)
            }
        }
        Edit::Create(_) | Edit::Alter { .. } => Vec::new(),
    }
}

fn create(name: &QualifiedName, enum_type: &EnumType) -> Action {
    let labels = labels(&enum_type.labels);
    Action::statement(format!("CREATE TYPE {name} AS ENUM ({labels})"))
}

fn labels(labels: &[String]) -> String {
    labels.iter().map(|label| quote::literal(label)).collect::<Vec<_>>().join(", ")
}

/// Adds what is new where it belongs, each label beside one that is there by then.
fn add_labels(name: &QualifiedName, from: &EnumType, to: &EnumType) -> Vec<Action> {
    let is_old = |label: &String| from.labels.contains(label);
    let first_old = to.labels.iter().find(|label| is_old(label));
    let mut actions = Vec::new();
    let mut previous: Option<&String> = None;
    for label in &to.labels {
        if !is_old(label) {
            let place = match (previous, first_old) {
                (Some(previous), _)
                    if to.labels.last() == Some(label) && from.labels.last() == Some(previous) =>
                {
                    String::new()
                }
                (Some(previous), _) => format!(" AFTER {}", quote::literal(previous)),
                (None, Some(first)) => format!(" BEFORE {}", quote::literal(first)),
                (None, None) => String::new(),
            };
            let sql = format!("ALTER TYPE {name} ADD VALUE {}{place}", quote::literal(label));
            let labels = vec![label.clone()];
            actions.push(Action::NewLabels { statement: Statement::new(sql), labels });
        }
        previous = Some(label);
    }
    actions
}

/// Makes the type anew: refuses first if a row holds what is to go, then moves every column over.
fn rebuild(name: &QualifiedName, from: &EnumType, to: &EnumType, ends: Ends<'_>) -> Vec<Action> {
    let id = ObjectId::EnumType(name.clone());
    let gone = from.labels.iter().filter(|label| !to.labels.contains(label)).cloned();
    let gone = gone.collect::<Vec<_>>();
    let old = aside(name, ends);
    let mut actions = Vec::new();
    if !gone.is_empty() {
        actions.extend(refuse_rows(name, &gone, ends));
    }
    actions.push(Action::statement(format!("ALTER TYPE {name} RENAME TO {}", old.name)));
    actions.push(create(name, to));
    actions.extend(retype_columns(&id, ends, through_text));
    actions.push(drop_old(&id, format!("DROP TYPE {old}"), ends));
    actions
}

/// Whether a column changes its own type besides; it moves over with that change.
fn is_retyped(table: &QualifiedName, column: &Name, ends: Ends<'_>) -> bool {
    let id = ObjectId::Column(table.clone(), column.clone());
    match (ends.from.objects.get(&id), ends.to.objects.get(&id)) {
        (Some(Object::Column(from)), Some(Object::Column(to))) => from.data_type != to.data_type,
        _ => false,
    }
}

/// Drops the type that was set aside: at once, or at the end if something has yet to leave it.
pub(super) fn drop_old(id: &ObjectId, sql: String, ends: Ends<'_>) -> Action {
    let keeps = |column: &ObjectId| ends.to.edges.get(column).is_some_and(|on| on.contains(id));
    let leaves = |user: &ObjectId| match user {
        ObjectId::Column(table, name) => {
            ends.to.objects.contains_key(user) && (!keeps(user) || is_retyped(table, name, ends))
        }
        _ => ends.rebuilt.contains(user),
    };
    if ends.rebuilt.users(id).iter().any(|user| leaves(user)) {
        Action::Last { statement: Statement::new(sql), height: height(id, ends.from) }
    } else {
        Action::statement(sql)
    }
}

/// How many types lie one below the other beneath a type.
fn height(id: &ObjectId, schema: &Schema) -> usize {
    let below = schema.edges.get(id).into_iter().flatten();
    let types = below.filter(|on| matches!(on, ObjectId::EnumType(_) | ObjectId::Domain(_)));
    types.map(|on| 1 + height(on, schema)).max().unwrap_or(0)
}

/// The name under which a type waits until its columns have moved to the new one.
pub(super) fn aside(name: &QualifiedName, ends: Ends<'_>) -> QualifiedName {
    let named = |label: &str| name.sibling(Name::given(name.name.as_str(), None, label));
    let numbered = (1..).map(|number: u32| named(&format!("old{number}")));
    let mut candidates = std::iter::once(named("old")).chain(numbered);
    candidates
        .find(|candidate| [ends.from, ends.to].iter().all(|end| !is_type(end, candidate)))
        .unwrap_or_else(|| named("old"))
}

/// Whether a type bears the name; every relation that has columns has a type for its rows.
fn is_type(schema: &Schema, name: &QualifiedName) -> bool {
    let kinds = [ObjectId::EnumType, ObjectId::Domain, ObjectId::Table];
    let unmodelled = ObjectId::Unmodelled { kind: String::new(), identity: String::new() };
    let printed = format!("{}.{}", name.schema, name.name);
    kinds.iter().any(|kind| schema.objects.contains_key(&kind(name.clone())))
        || schema.objects.range(unmodelled..).any(
            |(id, _)| matches!(id, ObjectId::Unmodelled { identity, .. } if *identity == printed),
        )
}

/// A column with the type as it is spelled there.
type Typed<'a> = (&'a QualifiedName, &'a Name, &'a str);

/// The columns of a type that keep it.
fn columns<'a>(id: &'a ObjectId, ends: Ends<'a>) -> impl Iterator<Item = Typed<'a>> {
    let keeps = |column: &ObjectId| ends.to.edges.get(column).is_some_and(|on| on.contains(id));
    ends.rebuilt.users(id).iter().filter_map(move |user| {
        let (ObjectId::Column(table, name), Object::Column(column)) =
            (user, ends.from.objects.get(user)?)
        else {
            return None;
        };
        let follows = keeps(user) && column.generated.is_none();
        follows.then_some((table, name, column.data_type.as_str()))
    })
}

/// The same with the columns of domains over the type.
fn columns_throughout<'a>(id: &'a ObjectId, ends: Ends<'a>) -> BTreeSet<Typed<'a>> {
    let over = ends.rebuilt.domains(id).flat_map(|domain| columns_throughout(domain, ends));
    columns(id, ends).chain(over).collect()
}

/// A value as text, an array as one of texts.
pub(super) fn through_text(column: &Name, brackets: &str) -> String {
    format!("{column}::text{brackets}")
}

/// Moves every column that keeps the type from the one set aside to the new one. `convert` says how a
/// value, or an array with these brackets, is written so that it can be cast.
pub(super) fn retype_columns(
    id: &ObjectId,
    ends: Ends<'_>,
    convert: impl Fn(&Name, &str) -> String,
) -> Vec<Action> {
    columns(id, ends)
        .filter(|(table, column, _)| !is_retyped(table, column, ends))
        .map(|(table, column, data_type)| {
            let written = type_name::written(data_type);
            let brackets = &data_type[type_name::element(data_type).len()..];
            let using = format!("USING {}::{written}", convert(column, brackets));
            Action::clause(table, format!("ALTER COLUMN {column} TYPE {written} {using}"))
        })
        .collect()
}

/// Stops the migration, before anything is touched, if a row holds a label that is to go.
fn refuse_rows(name: &QualifiedName, gone: &[String], ends: Ends<'_>) -> Option<Action> {
    let id = ObjectId::EnumType(name.clone());
    let checks = columns_throughout(&id, ends)
        .into_iter()
        .map(|(table, column, data_type)| {
            let held = if type_name::is_array(&cast::resolve(data_type, ends.from)) {
                format!("{column}::text[] && ARRAY[{}]", labels(gone))
            } else {
                format!("{column}::text IN ({})", labels(gone))
            };
            let message = quote::literal(&format!(
                "rows of {table} hold a value of {column} that is to be removed from {name}: {}",
                gone.join(", ")
            ).replace('%', "%%"));
            format!(
                "    IF EXISTS (SELECT FROM {table} WHERE {held}) THEN\n        RAISE EXCEPTION {message};\n    END IF;"
            )
        })
        .collect::<Vec<_>>();
    if checks.is_empty() {
        return None;
    }
    let sql = format!("DO $aludel$\nBEGIN\n{}\nEND\n$aludel$", checks.join("\n"));
    Some(Action::Check(Statement::new(sql)))
}
