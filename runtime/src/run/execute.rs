//! Runs a plan, migration by migration, step by step.

use std::time::{Duration, Instant};

use postgres::Client;

use crate::migration::Folder;
use crate::run::alone::{Alone, Interruption};
use crate::run::backoff::Backoff;
use crate::run::ledger::Entry;
use crate::run::observer::{Event, Observer};
use crate::run::options::Options;
use crate::run::plan::Plan;
use crate::run::refusal::Refusal;
use crate::run::report::{Done, Failure, Report};
use crate::run::transaction::{self, Setback};
use crate::run::way::Way;

/// What a run works with.
pub(crate) struct Runner<'a> {
    pub(crate) client: Client,
    pub(crate) folder: &'a Folder,
    pub(crate) options: &'a Options,
    pub(crate) observer: &'a mut dyn Observer,
}

/// How often a step may be tried again, and when.
struct Patience {
    retries: u32,
    backoff: Backoff,
}

impl Runner<'_> {
    /// Runs the plan; the report gains what is done even if something fails after it.
    pub(crate) fn run(&mut self, plan: &Plan, report: &mut Report) -> Result<(), Failure> {
        let revisions: Vec<_> = plan.migrations.iter().map(|p| p.revision.clone()).collect();
        let direction = plan.direction;
        self.observer.event(&Event::Planned { direction, revisions: &revisions });
        let (folder, options) = (self.folder, self.options);
        for planned in &plan.migrations {
            let revision = &planned.revision;
            // A plan is made from the files of this folder, so neither is ever absent.
            let (Some(file), Some(chain)) = (folder.get(revision), folder.chain(revision)) else {
                continue;
            };
            let entry = Entry { table: &options.history, file, chain, direction };
            let duration = self.migrate(Way { entry, planned })?;
            self.observer.event(&Event::Finished { revision, duration });
            report.done.push(Done { revision: revision.clone(), direction, duration });
        }
        Ok(())
    }

    fn migrate(&mut self, way: Way<'_>) -> Result<Duration, Failure> {
        let start = Instant::now();
        let steps = way.steps().len();
        let first = way.planned.progress.as_ref().map_or(0, |progress| progress.steps_done);
        let revision = &way.planned.revision;
        self.observer.event(&Event::Started { revision, steps_done: first, steps });
        // A migration without a step, such as a merge, is recorded in a transaction all the same.
        for step in first..steps.max(1) {
            let transaction = way.transaction(step);
            let number = step + 1;
            self.observer.event(&Event::Step { revision, step: number, steps, transaction });
            let mut patience = Patience::new(self.options.retries);
            while let Some(refusal) = self.attempt(way, step, patience.retries > 0)? {
                let pause = patience.pause();
                let message = refusal.message.as_str();
                self.observer.event(&Event::Retrying { revision, step: number, message, pause });
                std::thread::sleep(pause);
            }
        }
        Ok(start.elapsed())
    }

    /// Runs a step once. A refusal that may pass is returned while there is patience for it.
    fn attempt(
        &mut self,
        way: Way<'_>,
        step: usize,
        patient: bool,
    ) -> Result<Option<Box<Refusal>>, Failure> {
        if way.transaction(step) {
            return match self.attempt_transaction(way, step) {
                Ok(()) => Ok(None),
                Err(Setback::Statement { refusal, .. } | Setback::Commit(refusal))
                    if patient && refusal.is_passing() =>
                {
                    Ok(Some(refusal))
                }
                Err(setback) => Err(way.failure(step, setback)),
            };
        }
        match self.attempt_alone(way, step) {
            Ok(()) => Ok(None),
            Err(Interruption::Refused(refusal)) if patient && refusal.is_passing() => {
                Ok(Some(refusal))
            }
            Err(interruption) => Err(way.interruption(step, interruption)),
        }
    }

    fn attempt_transaction(&mut self, way: Way<'_>, step: usize) -> Result<(), Setback> {
        let statements = way.steps().get(step).map_or(&[][..], |step| &step.statements);
        let place = (&way.entry, step, way.begun(step));
        transaction::run(&mut self.client, place, statements, self.options)
    }

    fn attempt_alone(&mut self, way: Way<'_>, step: usize) -> Result<(), Interruption> {
        let Some(statement) = way.steps().get(step).and_then(|step| step.statements.first()) else {
            return Ok(());
        };
        let alone = Alone {
            entry: &way.entry,
            step,
            statement,
            intent: way.intent(step),
            options: self.options,
        };
        let revision = &way.planned.revision;
        let observer = &mut *self.observer;
        let mut clearing = |sql: &str| observer.event(&Event::Clearing { revision, sql });
        alone.run(&mut self.client, &mut clearing)
    }
}

impl Patience {
    fn new(retries: u32) -> Self {
        let backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
        Self { retries, backoff }
    }

    fn pause(&mut self) -> Duration {
        self.retries = self.retries.saturating_sub(1);
        self.backoff.pause()
    }
}
