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

/// The steps as a script for `psql`: each transaction in `BEGIN` and `COMMIT` where it holds more
/// than one statement.
///
/// ```
/// use aludel::statement::{Statement, Step, to_script};
/// let step = Step { transaction: true, statements: vec![Statement::new("DROP TABLE a")] };
/// assert_eq!(to_script(&[step]), "DROP TABLE a;\n");
/// ```
pub fn to_script(steps: &[Step]) -> String {
    let mut script = String::new();
    for step in steps {
        let several = step.transaction && step.statements.len() > 1;
        let separator = if script.is_empty() { "" } else { "\n" };
        script.push_str(separator);
        if several {
            script.push_str("BEGIN;\n\n");
        }
        let statements = step.statements.iter().map(Statement::to_sql).collect::<Vec<_>>();
        script.push_str(&statements.join("\n"));
        if several {
            script.push_str("\nCOMMIT;\n");
        }
    }
    script
}

impl Statement {
    /// The notes as comments, the text, a semicolon and a line end.
    pub fn to_sql(&self) -> String {
        let notes =
            self.notes.iter().map(|note| format!("-- {note}\n")).collect::<Vec<_>>().concat();
        format!("{notes}{};\n", self.sql)
    }
}
