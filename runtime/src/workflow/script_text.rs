//! Steps as plain SQL, for psql and for readers.

use crate::statement::Step;

/// Writes steps as a script: each transaction between `BEGIN` and `COMMIT`, what runs outside of
/// one as it is.
///
/// ```
/// use aludel::{statement::{Statement, Step}, workflow::script_text};
///
/// let step = Step { transaction: true, statements: vec![Statement::new("DROP TABLE a")] };
/// assert_eq!(script_text(&[step]), "BEGIN;\n\nDROP TABLE a;\n\nCOMMIT;\n");
/// ```
pub fn script_text(steps: &[Step]) -> String {
    let mut paragraphs = Vec::new();
    for step in steps {
        let begin = step.transaction.then(|| "BEGIN;\n".to_owned());
        let commit = step.transaction.then(|| "COMMIT;\n".to_owned());
        let statements = step.statements.iter().map(|statement| {
            let mut lines: Vec<String> = Vec::new();
            for note in &statement.notes {
                lines.extend(note.lines().map(|line| format!("-- {line}")));
            }
            lines.push(format!("{};\n", statement.sql));
            lines.join("\n")
        });
        paragraphs.extend(begin.into_iter().chain(statements).chain(commit));
    }
    paragraphs.join("\n")
}
