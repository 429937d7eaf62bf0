//! Tables: `CREATE TABLE` with all that it can hold.

use super::{Ends, clause::Action, column, constraint, options, sequence};
use crate::{
    change::{Change, Edit},
    name::{Name, QualifiedName},
    schema::{Column, Constraint, ConstraintKind, Object, ObjectId, Persistence, Table},
};

pub(super) fn render(
    name: &QualifiedName,
    edit: &Edit<Object>,
    rest: &[Change],
    ends: Ends<'_>,
) -> Vec<Action> {
    match edit {
        Edit::Create(Object::Table(table)) => create(name, table, rest, ends),
        Edit::Drop(_) => vec![
            Action::statement(format!("DROP TABLE {name}"))
                .noted(format!("The rows of {name} are lost.")),
        ],
        Edit::Alter { from: Object::Table(from), to: Object::Table(to) } => {
            alter(name, from, to, ends)
        }
        _ => Vec::new(),
    }
}

fn alter(name: &QualifiedName, from: &Table, to: &Table, ends: Ends<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    if from.persistence != to.persistence {
        let logged = match to.persistence {
            Persistence::Logged => "SET LOGGED",
            Persistence::Unlogged => "SET UNLOGGED",
        };
        actions.push(Action::clause(name, logged));
    }
    let clauses = options::changes(&from.options, &to.options);
    actions.extend(clauses.into_iter().map(|clause| Action::clause(name, clause)));
    if from.persistence != to.persistence && ends.to.version.major() >= 15 {
        actions.extend(sequence::restore(name, to.persistence, ends));
    }
    actions
}

fn create(name: &QualifiedName, table: &Table, rest: &[Change], ends: Ends<'_>) -> Vec<Action> {
    let parts = Parts::new(rest);
    let mut lines = Vec::new();
    let mut later = Vec::new();
    for (column_name, column) in &parts.columns {
        let place = (name, *column_name);
        lines.push(parts.column(place, column, ends));
        later.extend(column::after_creation(place, column));
    }
    for (constraint_name, constraint) in &parts.constraints {
        let place = (name, *constraint_name);
        if !constraint.validated {
            let edit = Edit::Create(Object::Constraint((*constraint).clone()));
            later.extend(constraint::render(place, &edit, ends));
        } else if constraint::inline(place, constraint).is_none() {
            lines.push(constraint::definition(place, constraint));
            later.extend(constraint::after_creation(place, constraint));
        }
    }
    let unlogged = match table.persistence {
        Persistence::Logged => "",
        Persistence::Unlogged => "UNLOGGED ",
    };
    let body = if lines.is_empty() {
        " ()".to_owned()
    } else {
        format!(" (\n    {}\n)", lines.join(",\n    "))
    };
    let with = if table.options.is_empty() {
        String::new()
    } else {
        format!(" WITH ({})", options::list(&table.options))
    };
    let create = format!("CREATE {unlogged}TABLE {name}{body}{with}");
    std::iter::once(Action::statement(create)).chain(later).collect()
}

/// What a new table is made of.
struct Parts<'a> {
    columns: Vec<(&'a Name, &'a Column)>,
    constraints: Vec<(&'a Name, &'a Constraint)>,
}

impl<'a> Parts<'a> {
    fn new(rest: &'a [Change]) -> Self {
        let mut parts = Self { columns: Vec::new(), constraints: Vec::new() };
        for change in rest {
            let Change::Edit { id, edit: Edit::Create(object) } = change else { continue };
            match (id, object) {
                (ObjectId::Column(_, name), Object::Column(column)) => {
                    parts.columns.push((name, column));
                }
                (ObjectId::Constraint(_, name), Object::Constraint(constraint)) => {
                    parts.constraints.push((name, constraint));
                }
                _ => {}
            }
        }
        parts.constraints.sort_by_key(|(name, constraint)| (rank(constraint.kind), *name));
        parts
    }

    /// A column with the constraints that are its alone.
    fn column(&self, place: column::Place<'_>, column: &Column, ends: Ends<'_>) -> String {
        let (table, name) = place;
        let mut line = column::definition(place, column, ends);
        for (constraint_name, constraint) in &self.constraints {
            if constraint.columns.as_slice() != [name.clone()] {
                continue;
            }
            if let Some(words) = constraint::inline((table, constraint_name), constraint) {
                if constraint.kind == ConstraintKind::PrimaryKey
                    && let Some(without) = line.strip_suffix(" NOT NULL")
                    && !without.contains(" CONSTRAINT ")
                {
                    line.truncate(without.len());
                }
                line.push_str(&format!(" {words}"));
            }
        }
        line
    }
}

fn rank(kind: ConstraintKind) -> u8 {
    match kind {
        ConstraintKind::PrimaryKey => 0,
        ConstraintKind::Unique => 1,
        ConstraintKind::Check => 2,
        ConstraintKind::Exclusion => 3,
        ConstraintKind::ForeignKey => 4,
    }
}
