//! What a change asks for: a statement, or one clause of an `ALTER TABLE` that others can share.

use crate::{name::QualifiedName, statement::Statement};

/// A piece of SQL before it is put into statements and steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// A clause of `ALTER TABLE`, which one statement can hold with others of the same table.
    Clause {
        /// The table.
        table: QualifiedName,
        /// The clause: `ADD COLUMN …`.
        sql: String,
        /// What a reader should know.
        note: Option<String>,
    },
    /// A statement of its own.
    Statement(Statement),
    /// A statement that touches nothing and may stop the migration: it runs before all others.
    Check(Statement),
    /// A statement that clears away a type which other changes may still lean on: it runs after all
    /// others.
    Last {
        /// The statement.
        statement: Statement,
        /// How many types lie one below the other beneath this one; the highest goes first.
        height: usize,
    },
    /// A statement that adds labels to an enum. They can be used after its transaction only.
    NewLabels {
        /// The statement.
        statement: Statement,
        /// The labels.
        labels: Vec<String>,
    },
}

impl Action {
    pub(super) fn clause(table: &QualifiedName, sql: impl Into<String>) -> Self {
        Self::Clause { table: table.clone(), sql: sql.into(), note: None }
    }

    /// A clause in a statement of its own, which must not be beside others.
    pub(super) fn alone(table: &QualifiedName, clause: &str) -> Self {
        Self::statement(format!("ALTER TABLE {table} {clause}"))
    }

    pub(super) fn statement(sql: impl Into<String>) -> Self {
        Self::Statement(Statement::new(sql))
    }

    pub(super) fn noted(self, text: impl Into<String>) -> Self {
        match self {
            Self::Clause { table, sql, .. } => Self::Clause { table, sql, note: Some(text.into()) },
            Self::Statement(statement) => Self::Statement(statement.noted(text)),
            Self::Check(statement) => Self::Check(statement.noted(text)),
            Self::Last { statement, height } => {
                Self::Last { statement: statement.noted(text), height }
            }
            Self::NewLabels { statement, labels } => {
                Self::NewLabels { statement: statement.noted(text), labels }
            }
        }
    }
}
