//! Constraints.

use super::{clauses, include, list, with};
use crate::model::document::{Action, Constraint, ConstraintKind, Deferral, Reference, Table};

/// A constraint inside of CREATE TABLE or after ADD.
pub(super) fn definition(made: &Constraint) -> String {
    let mut all = vec![made.name.as_ref().map(|name| format!("CONSTRAINT {name}"))];
    all.extend(parts(&made.kind, with(&made.options)));
    all.push(match made.deferral {
        Deferral::Never => None,
        Deferral::Immediate => Some("DEFERRABLE".to_owned()),
        Deferral::Deferred => Some("DEFERRABLE INITIALLY DEFERRED".to_owned()),
    });
    clauses(all)
}

fn parts(kind: &ConstraintKind, options: Option<String>) -> Vec<Option<String>> {
    match kind {
        ConstraintKind::PrimaryKey { columns, include: carried } => {
            vec![Some(format!("PRIMARY KEY ({})", list(columns))), include(carried), options]
        }
        ConstraintKind::Unique { columns, include: carried, nulls_not_distinct } => vec![
            Some("UNIQUE".to_owned()),
            nulls_not_distinct.then(|| "NULLS NOT DISTINCT".to_owned()),
            Some(format!("({})", list(columns))),
            include(carried),
            options,
        ],
        ConstraintKind::Check { expression, no_inherit } => {
            vec![Some(format!("CHECK ({expression})")), no_inherit.then(|| "NO INHERIT".to_owned())]
        }
        ConstraintKind::Exclusion { method, elements, include: carried, predicate } => vec![
            Some(format!("EXCLUDE USING {method} ({elements})")),
            include(carried),
            options,
            predicate.as_ref().map(|sql| format!("WHERE ({sql})")),
        ],
        ConstraintKind::ForeignKey { columns, references, match_full, on_delete, on_update } => {
            vec![
                Some(format!("FOREIGN KEY ({})", list(columns))),
                Some(target(references)),
                match_full.then(|| "MATCH FULL".to_owned()),
                action("ON DELETE", on_delete),
                action("ON UPDATE", on_update),
            ]
        }
    }
}

fn target(references: &Reference) -> String {
    match references {
        Reference::Sql(sql) => format!("REFERENCES {sql}"),
        Reference::Model { table, columns, .. } => {
            let columns = (!columns.is_empty()).then(|| format!("({})", list(columns)));
            clauses([Some(format!("REFERENCES {table}")), columns])
        }
    }
}

fn action(when: &str, action: &Action) -> Option<String> {
    let (word, columns) = match action {
        Action::NoAction => return None,
        Action::Restrict => ("RESTRICT", &[][..]),
        Action::Cascade => ("CASCADE", &[][..]),
        Action::SetNull(columns) => ("SET NULL", &columns[..]),
        Action::SetDefault(columns) => ("SET DEFAULT", &columns[..]),
    };
    let columns = (!columns.is_empty()).then(|| format!("({})", list(columns)));
    Some(clauses([Some(format!("{when} {word}")), columns]))
}

/// The foreign keys of a table, for when all tables are there.
pub(super) fn foreign_keys(table: &Table) -> Vec<String> {
    let keys = table.constraints.iter();
    let keys = keys.filter(|made| matches!(made.kind, ConstraintKind::ForeignKey { .. }));
    keys.map(|made| format!("ALTER TABLE {} ADD {}", table.name, definition(made))).collect()
}
