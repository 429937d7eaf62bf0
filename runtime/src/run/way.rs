//! One migration on its way: where it stands, and what its failures say.

use crate::migration::{Direction, File, Place};
use crate::run::alone::Interruption;
use crate::run::ledger::Entry;
use crate::run::plan::Planned;
use crate::run::refusal::Refusal;
use crate::run::report::{Failure, InDoubtStatement, Left, StatementFailure};
use crate::run::transaction::Setback;
use crate::statement::Step;

/// One migration in one direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) entry: Entry<'a>,
    pub(crate) planned: &'a Planned,
}

impl<'a> Way<'a> {
    fn file(&self) -> &'a File {
        self.entry.file
    }

    pub(crate) fn steps(&self) -> &'a [Step] {
        self.file().migration().steps(self.entry.direction)
    }

    /// Whether a step runs in a transaction; a migration without a step does.
    pub(crate) fn transaction(&self, step: usize) -> bool {
        self.steps().get(step).is_none_or(|step| step.transaction)
    }

    /// Whether the history has a row of the migration before the step.
    pub(crate) fn begun(&self, step: usize) -> bool {
        step > 0 || self.planned.progress.is_some() || self.entry.direction == Direction::Down
    }

    pub(crate) fn intent(&self, step: usize) -> Option<&'a str> {
        let progress = self.planned.progress.as_ref()?;
        progress.intent.as_deref().filter(|_| progress.steps_done == step)
    }

    fn place(&self, step: usize, statement: usize) -> Option<Place> {
        self.file().place(self.entry.direction, step, statement)
    }

    fn sql(&self, step: usize, statement: usize) -> String {
        let statement = self.steps().get(step).and_then(|step| step.statements.get(statement));
        statement.map(|statement| statement.sql.clone()).unwrap_or_default()
    }

    /// What is left when a step was rolled back.
    fn left(&self, step: usize) -> Left {
        match step {
            0 => Left::Nothing,
            steps_done => Left::Partly { steps_done, steps: self.steps().len() },
        }
    }

    pub(crate) fn failure(&self, step: usize, setback: Setback) -> Failure {
        match setback {
            Setback::Statement { statement, character, refusal } => {
                let direction = self.entry.direction;
                let place = character
                    .and_then(|at| self.file().place_in(direction, (step, statement), at))
                    .or_else(|| self.place(step, statement));
                let sql = self.sql(step, statement);
                self.statement_failure(step, (place, sql), refusal, self.left(step))
            }
            Setback::Commit(refusal) => {
                let found = (self.place(step, 0), "COMMIT".to_owned());
                self.statement_failure(step, found, refusal, self.left(step))
            }
            Setback::History(source) => self.write(self.left(step), source),
            Setback::Broken(source) => self.broken(source),
        }
    }

    pub(crate) fn interruption(&self, step: usize, interruption: Interruption) -> Failure {
        let (place, sql) = (self.place(step, 0), self.sql(step, 0));
        match interruption {
            Interruption::Refused(refusal) => {
                let place = refusal
                    .position
                    .and_then(|at| {
                        self.file().place_in(self.entry.direction, (step, 0), at.checked_sub(1)?)
                    })
                    .or(place);
                self.statement_failure(step, (place, sql), refusal, self.left(step))
            }
            Interruption::Stuck(refusal) => {
                let left = Left::Partly { steps_done: step, steps: self.steps().len() };
                self.statement_failure(step, (place, sql), refusal, left)
            }
            Interruption::Unsure(refusal) => {
                self.statement_failure(step, (place, sql), refusal, Left::Unknown)
            }
            Interruption::Invalid { clear } => {
                let refusal = Refusal::invalid_index(&clear);
                self.statement_failure(step, (place, sql), refusal, self.left(step))
            }
            Interruption::InDoubt { sql, reason } => Failure::InDoubt(Box::new(InDoubtStatement {
                revision: self.planned.revision.clone(),
                direction: self.entry.direction,
                path: self.file().path().to_owned(),
                place,
                sql,
                reason: reason.to_owned(),
            })),
            Interruption::History(source) => self.write(Left::Unknown, source),
            Interruption::Broken(source) => self.broken(source),
        }
    }

    fn statement_failure(
        &self,
        step: usize,
        (place, sql): (Option<Place>, String),
        refusal: Box<Refusal>,
        left: Left,
    ) -> Failure {
        Failure::Statement(Box::new(StatementFailure {
            revision: self.planned.revision.clone(),
            direction: self.entry.direction,
            path: self.file().path().to_owned(),
            place,
            step: step + 1,
            sql,
            refusal,
            left,
        }))
    }

    fn write(&self, left: Left, source: postgres::Error) -> Failure {
        Failure::Write { table: self.entry.table.to_string(), left, source }
    }

    fn broken(&self, source: postgres::Error) -> Failure {
        let revision = self.planned.revision.clone();
        Failure::Broken { revision, direction: self.entry.direction, source }
    }
}
