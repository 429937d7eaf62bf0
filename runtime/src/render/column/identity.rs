//! Identity columns. Each change is a statement of its own: beside others the server would still see
//! the type of before.

use super::Place;
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    render::{Ends, clause::Action, sequence},
    schema::{Identity, Object, ObjectId},
};

pub(in crate::render) fn render(
    place: Place<'_>,
    edit: &Edit<Object>,
    ends: Ends<'_>,
) -> Vec<Action> {
    let (table, column) = place;
    match edit {
        Edit::Create(Object::Identity(identity)) => {
            let add = format!("ALTER COLUMN {column} ADD {}", definition(place, identity));
            let column_id = ObjectId::Column(table.clone(), column.clone());
            let filled = ends.from.objects.contains_key(&column_id);
            std::iter::once(Action::alone(table, &add))
                .chain(filled.then(|| sequence::continue_from_rows(&identity.sequence, place)))
                .collect()
        }
        Edit::Drop(_) => {
            vec![Action::alone(table, &format!("ALTER COLUMN {column} DROP IDENTITY"))]
        }
        Edit::Alter { from: Object::Identity(from), to: Object::Identity(to) } => {
            alter(place, from, to)
        }
        _ => Vec::new(),
    }
}

/// `GENERATED … AS IDENTITY`, with the options that are not the usual ones.
pub(super) fn definition(place: Place<'_>, identity: &Identity) -> String {
    let kind = kind(identity.always);
    let mut words = Vec::new();
    if identity.sequence != usual_sequence(place) {
        words.push(format!("SEQUENCE NAME {}", identity.sequence));
    }
    for (key, value) in [
        ("START WITH", identity.start),
        ("INCREMENT BY", identity.increment),
        ("MINVALUE", identity.minimum),
        ("MAXVALUE", identity.maximum),
        ("CACHE", identity.cache),
    ] {
        words.extend(value.map(|value| format!("{key} {value}")));
    }
    if identity.cycle {
        words.push("CYCLE".to_owned());
    }
    match words.as_slice() {
        [] => format!("GENERATED {kind} AS IDENTITY"),
        words => format!("GENERATED {kind} AS IDENTITY ({})", words.join(" ")),
    }
}

fn kind(always: bool) -> &'static str {
    if always { "ALWAYS" } else { "BY DEFAULT" }
}

/// The name that PostgreSQL gives to the sequence inside.
fn usual_sequence((table, column): Place<'_>) -> QualifiedName {
    table.sibling(Name::given(table.name.as_str(), Some(column.as_str()), "seq"))
}

fn alter((table, column): Place<'_>, from: &Identity, to: &Identity) -> Vec<Action> {
    let mut actions = Vec::new();
    if from.sequence != to.sequence {
        let (old, new) = (&from.sequence, &to.sequence.name);
        actions.push(Action::statement(format!("ALTER SEQUENCE {old} RENAME TO {new}")));
    }
    let mut words = Vec::new();
    if from.always != to.always {
        words.push(format!("SET GENERATED {}", kind(to.always)));
    }
    let descends = |identity: &Identity| identity.increment.unwrap_or(1) < 0;
    let usual_start = if descends(to) { bounds(to).1 } else { bounds(to).0 };
    // What is usual upwards is not downwards, and stays as it is unless told otherwise.
    let turns = descends(from) != descends(to);
    let options = [
        ("INCREMENT BY", "INCREMENT BY 1", from.increment != to.increment, to.increment),
        ("MINVALUE", "NO MINVALUE", turns || from.minimum != to.minimum, to.minimum),
        ("MAXVALUE", "NO MAXVALUE", turns || from.maximum != to.maximum, to.maximum),
        ("CACHE", "CACHE 1", from.cache != to.cache, to.cache),
    ];
    for (key, usual, differs, after) in options {
        if differs {
            words.push(after.map_or(format!("SET {usual}"), |value| format!("SET {key} {value}")));
        }
    }
    if turns || from.start != to.start {
        words.push(format!("SET START WITH {}", to.start.unwrap_or(usual_start)));
    }
    // No value that the sequence can stand at is left within the new bounds.
    let (before, after) = (bounds(from), bounds(to));
    if after.1 < before.0 || after.0 > before.1 {
        words.push("RESTART".to_owned());
    }
    if from.cycle != to.cycle {
        words.push(if to.cycle { "SET CYCLE" } else { "SET NO CYCLE" }.to_owned());
    }
    if !words.is_empty() {
        actions.push(Action::alone(table, &format!("ALTER COLUMN {column} {}", words.join(" "))));
    }
    actions
}

/// The least and the greatest value, as far as they are known without the column's type.
fn bounds(identity: &Identity) -> (i64, i64) {
    let usual = if identity.increment.unwrap_or(1) < 0 { (i64::MIN, -1) } else { (1, i64::MAX) };
    (identity.minimum.unwrap_or(usual.0), identity.maximum.unwrap_or(usual.1))
}
