//! Sequences and their owners.

use std::collections::BTreeMap;

use super::{Ends, clause::Action, column};
use crate::{
    change::Edit,
    name::QualifiedName,
    quote,
    schema::{Object, ObjectId, Persistence, Schema, Sequence},
};

pub(super) fn render(name: &QualifiedName, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    match edit {
        Edit::Create(Object::Sequence(sequence)) => vec![create(name, sequence)],
        Edit::Drop(_) => vec![Action::statement(format!("DROP SEQUENCE {name}"))],
        Edit::Alter { from: Object::Sequence(from), to: Object::Sequence(to) } => {
            alter(name, from, to, ends)
        }
        _ => Vec::new(),
    }
}

fn create(name: &QualifiedName, sequence: &Sequence) -> Action {
    let unlogged = match sequence.persistence {
        Persistence::Logged => "",
        Persistence::Unlogged => "UNLOGGED ",
    };
    let data_type = match sequence.data_type.as_str() {
        "bigint" => String::new(),
        other => format!(" AS {other}"),
    };
    let usual = Sequence {
        persistence: sequence.persistence,
        ..usual(&sequence.data_type, sequence.increment)
    };
    let options = options(&Sequence { increment: 1, ..usual }, sequence);
    Action::statement(format!("CREATE {unlogged}SEQUENCE {name}{data_type}{options}"))
}

fn alter(name: &QualifiedName, from: &Sequence, to: &Sequence, ends: Ends<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut words = String::new();
    let mut base = from.clone();
    if from.data_type != to.data_type {
        words = format!(" AS {}", to.data_type);
        // Bounds that were those of the old type become those of the new one.
        let (old, new) =
            (usual(&from.data_type, from.increment), usual(&to.data_type, from.increment));
        if base.minimum == old.minimum {
            base.minimum = new.minimum;
        }
        if base.maximum == old.maximum {
            base.maximum = new.maximum;
        }
    }
    words.push_str(&options(&base, to));
    // No value that the sequence can stand at is left within the new bounds.
    if to.maximum < from.minimum || to.minimum > from.maximum {
        words.push_str(" RESTART");
    }
    if !words.is_empty() {
        actions.push(Action::statement(format!("ALTER SEQUENCE {name}{words}")));
    }
    if from.persistence != to.persistence && ends.to.version.major() >= 15 {
        actions.push(set_persistence(name, to.persistence));
    }
    actions
}

fn set_persistence(name: &QualifiedName, persistence: Persistence) -> Action {
    let logged = match persistence {
        Persistence::Logged => "LOGGED",
        Persistence::Unlogged => "UNLOGGED",
    };
    Action::statement(format!("ALTER SEQUENCE {name} SET {logged}"))
}

/// A table that becomes logged or unlogged takes its sequences along, also those that are not to be.
pub(super) fn restore(
    table: &QualifiedName,
    persistence: Persistence,
    ends: Ends<'_>,
) -> Vec<Action> {
    let owners = [ends.from, ends.to].into_iter().flat_map(|end| &end.objects);
    let owned = owners.filter_map(|(id, object)| match (id, object) {
        (ObjectId::SequenceOwner(name), Object::SequenceOwner(owner)) => {
            let id = ObjectId::Sequence(name.clone());
            (owner.table == *table && ends.from.objects.contains_key(&id)).then_some((name, id))
        }
        _ => None,
    });
    let owned = owned.collect::<BTreeMap<_, _>>();
    let astray = owned.into_iter().filter_map(|(name, id)| match ends.to.objects.get(&id)? {
        Object::Sequence(to) if to.persistence != persistence => {
            Some(set_persistence(name, to.persistence))
        }
        _ => None,
    });
    astray.collect()
}

/// The options in which `to` differs.
fn options(from: &Sequence, to: &Sequence) -> String {
    let mut words = String::new();
    for (key, before, after) in [
        ("INCREMENT BY", from.increment, to.increment),
        ("MINVALUE", from.minimum, to.minimum),
        ("MAXVALUE", from.maximum, to.maximum),
        ("START WITH", from.start, to.start),
        ("CACHE", from.cache, to.cache),
    ] {
        if before != after {
            words.push_str(&format!(" {key} {after}"));
        }
    }
    if from.cycle != to.cycle {
        words.push_str(if to.cycle { " CYCLE" } else { " NO CYCLE" });
    }
    words
}

/// What `CREATE SEQUENCE AS data_type INCREMENT BY increment` gives.
fn usual(data_type: &str, increment: i64) -> Sequence {
    let (least, greatest) = match data_type {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let (minimum, maximum) = if increment < 0 { (least, -1) } else { (1, greatest) };
    Sequence {
        data_type: data_type.to_owned(),
        start: if increment < 0 { maximum } else { minimum },
        increment,
        minimum,
        maximum,
        cache: 1,
        cycle: false,
        persistence: Persistence::Logged,
    }
}

pub(super) fn owner(name: &QualifiedName, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    let (Edit::Create(Object::SequenceOwner(owner))
    | Edit::Alter { to: Object::SequenceOwner(owner), .. }) = edit
    else {
        return vec![Action::statement(format!("ALTER SEQUENCE {name} OWNED BY NONE"))];
    };
    let (table, column) = (&owner.table, &owner.column);
    let own = Action::statement(format!("ALTER SEQUENCE {name} OWNED BY {table}.{column}"));
    let is_new = !ends.from.objects.contains_key(&ObjectId::Sequence(name.clone()));
    let id = ObjectId::Column(table.clone(), column.clone());
    let holds_numbers = |schema: &Schema| match schema.objects.get(&id) {
        Some(Object::Column(column)) => {
            matches!(column.data_type.as_str(), "smallint" | "integer" | "bigint")
        }
        _ => false,
    };
    let filled = ends.from.objects.contains_key(&id) && holds_numbers(ends.to);
    let follow = (is_new && filled).then(|| continue_from_rows(name, (table, column)));
    std::iter::once(own).chain(follow).collect()
}

/// Rows may be there already, and a new sequence must not hand out their values again.
pub(super) fn continue_from_rows(
    name: &QualifiedName,
    (table, column): column::Place<'_>,
) -> Action {
    let sequence = quote::literal(&name.to_string());
    Action::statement(format!(
        "SELECT setval({sequence}, max({column})) FROM {table} HAVING max({column}) IS NOT NULL"
    ))
}
