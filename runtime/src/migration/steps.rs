//! The steps of one direction while their file is read.

use crate::migration::transaction::{controls_transaction, copies_to_client};
use crate::statement::{Statement, Step};

/// Steps, and where their statements start.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    read: Vec<Step>,
    offsets: Vec<Vec<usize>>,
    notes: Vec<String>,
}

impl Steps {
    /// Takes `-- aludel:step`.
    pub(crate) fn open(&mut self, transaction: bool) -> Result<(), String> {
        self.close()?;
        self.read.push(Step { transaction, statements: Vec::new() });
        self.offsets.push(Vec::new());
        Ok(())
    }

    /// Takes a statement; before any `-- aludel:step`, it opens the first step, a transaction.
    pub(crate) fn push(&mut self, sql: &str, offset: usize) -> Result<(), String> {
        if let Some(words) = controls_transaction(sql) {
            return Err(format!(
                "{words} in a step, which is a transaction of its own: expected `-- aludel:step` \
                 where the next transaction begins"
            ));
        }
        if copies_to_client(sql) {
            return Err("a file has no data to copy from or to: expected INSERT, or COPY with a \
                        file of the server"
                .into());
        }
        if self.read.is_empty() {
            self.open(true)?;
        }
        let (Some(step), Some(offsets)) = (self.read.last_mut(), self.offsets.last_mut()) else {
            return Ok(());
        };
        if !step.transaction && !step.statements.is_empty() {
            return Err("a second statement in a step outside of a transaction, which holds one: \
                        expected `-- aludel:step` before it"
                .into());
        }
        step.statements
            .push(Statement { sql: sql.to_owned(), notes: std::mem::take(&mut self.notes) });
        offsets.push(offset);
        Ok(())
    }

    /// Takes a comment that stands above the next statement.
    pub(crate) fn note_next(&mut self, comment: &str) {
        self.notes.push(note(comment));
    }

    /// Takes a comment that stands behind the statement before it.
    pub(crate) fn note_last(&mut self, comment: &str) {
        let last = self.read.last_mut().and_then(|step| step.statements.last_mut());
        if let Some(statement) = last {
            statement.notes.push(note(comment));
        }
    }

    /// Ends the direction. A transaction without statements is none.
    pub(crate) fn finish(mut self) -> Result<(Vec<Step>, Vec<Vec<usize>>), String> {
        self.close()?;
        Ok((self.read, self.offsets))
    }

    fn close(&mut self) -> Result<(), String> {
        match self.read.last() {
            Some(step) if !step.statements.is_empty() => Ok(()),
            Some(Step { transaction: false, .. }) => {
                Err("the step outside of a transaction before this holds no statement".into())
            }
            _ => {
                self.read.pop();
                self.offsets.pop();
                Ok(())
            }
        }
    }
}

/// Indentation inside a note is the writer's; only what trails goes.
fn note(comment: &str) -> String {
    let text = comment.strip_prefix("--").unwrap_or(comment);
    text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()
}
