//! SQL in the portions in which it may run.

use serde::{Deserialize, Serialize};

/// One step of a migration: a transaction of its own, or one statement outside any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Whether the statements run in one transaction. A step that does not holds one statement.
    pub transaction: bool,
    /// The statements in the order in which they run, each without its closing semicolon.
    pub statements: Vec<Statement>,
}

/// One SQL statement, without its closing semicolon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The text.
    pub sql: String,
    /// What a reader of the file should know, a line each; written as comments above the SQL.
    pub notes: Vec<String>,
}

impl Statement {
    /// A statement that needs no note.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), notes: Vec::new() }
    }

    /// The same statement with one note more.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}
