//! Actions into statements, statements into steps.

use super::clause::Action;
use crate::{
    name::QualifiedName,
    quote,
    statement::{Statement, Step},
};

/// The longest statement that stands on one line.
const LINE: usize = 100;

/// Puts the actions into as few statements and steps as is safe.
pub(super) fn steps(actions: Vec<Action>) -> Vec<Step> {
    let mut steps = vec![Vec::<Statement>::new()];
    let mut new_labels = Vec::<String>::new();
    for (statement, labels) in statements(actions) {
        // A label that this step adds cannot be used before the step has ended.
        if new_labels.iter().any(|label| statement.sql.contains(&quote::literal(label))) {
            steps.push(Vec::new());
            new_labels.clear();
        }
        new_labels.extend(labels);
        if let Some(step) = steps.last_mut() {
            step.push(statement);
        }
    }
    steps
        .into_iter()
        .filter(|statements| !statements.is_empty())
        .map(|statements| Step { transaction: true, statements })
        .collect()
}

/// Joins neighbouring clauses of one table; each statement comes with the labels that it adds.
fn statements(actions: Vec<Action>) -> Vec<(Statement, Vec<String>)> {
    let mut statements = Vec::new();
    let mut open: Option<(QualifiedName, Vec<String>, Vec<String>)> = None;
    for action in actions {
        match action {
            Action::Clause { table, sql, note } => {
                if let Some((_, clauses, notes)) = open.as_mut().filter(|open| open.0 == table) {
                    clauses.push(sql);
                    notes.extend(note);
                } else {
                    statements.extend(open.take().map(close));
                    open = Some((table, vec![sql], note.into_iter().collect()));
                }
            }
            Action::Statement(statement)
            | Action::Check(statement)
            | Action::Last { statement, .. } => {
                statements.extend(open.take().map(close));
                statements.push((statement, Vec::new()));
            }
            Action::NewLabels { statement, labels } => {
                statements.extend(open.take().map(close));
                statements.push((statement, labels));
            }
        }
    }
    statements.extend(open.map(close));
    statements
}

fn close(
    (table, clauses, notes): (QualifiedName, Vec<String>, Vec<String>),
) -> (Statement, Vec<String>) {
    let line = format!("ALTER TABLE {table} {}", clauses.join(", "));
    let sql = if clauses.len() == 1 && line.len() <= LINE {
        line
    } else {
        format!("ALTER TABLE {table}\n    {}", clauses.join(",\n    "))
    };
    (Statement { sql, notes }, Vec::new())
}
