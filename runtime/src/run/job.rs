//! One command from its first connection to its end: look, lock, look again, write.

use postgres::Client;
use postgres::error::SqlState;

use crate::migration::{Direction, Folder, Reference};
use crate::quote::literal;
use crate::run::connect::Connect;
use crate::run::execute::Runner;
use crate::run::finding::Finding;
use crate::run::history::{self, History, HistoryTable};
use crate::run::ledger::{self, Entry};
use crate::run::lock::{self, Key, LockError};
use crate::run::observer::Observer;
use crate::run::options::Options;
use crate::run::plan::{self, Plan, PlanError, Stamp};
use crate::run::pooler::refuse_transaction_pooling;
use crate::run::report::{Failure, Left, Report, RunError};
use crate::run::session;
use crate::run::status::Status;

/// What a command works with.
pub(crate) struct Job<'a> {
    pub(crate) connect: &'a dyn Connect,
    pub(crate) folder: &'a Folder,
    pub(crate) options: &'a Options,
    pub(crate) observer: &'a mut dyn Observer,
}

impl Job<'_> {
    /// Runs migrations one way.
    pub(crate) fn migrate(
        &mut self,
        client: Client,
        way: (Direction, &Reference),
    ) -> Result<Report, RunError> {
        let mut report = Report::default();
        match self.try_migrate(client, way, &mut report) {
            Ok(()) => Ok(report),
            Err(failure) => Err(RunError::new(report, failure)),
        }
    }

    fn try_migrate(
        &mut self,
        mut client: Client,
        way: (Direction, &Reference),
        report: &mut Report,
    ) -> Result<(), Failure> {
        if self.plan(&mut client, way)?.migrations.is_empty() {
            return Ok(());
        }
        let _lock = self.lock(&mut client)?;
        // Another runner may have done all of it meanwhile.
        let plan = self.plan(&mut client, way)?;
        if plan.migrations.is_empty() {
            return Ok(());
        }
        create_history(&mut client, &self.options.history)?;
        let (folder, options) = (self.folder, self.options);
        Runner { client, folder, options, observer: self.observer }.run(&plan, report)
    }

    /// Writes the history that a target stands for.
    pub(crate) fn stamp(
        &mut self,
        mut client: Client,
        target: &Reference,
    ) -> Result<Stamp, Failure> {
        plan::stamp(self.folder, &self.history(&mut client)?, target)?;
        let _lock = self.lock(&mut client)?;
        let stamp = plan::stamp(self.folder, &self.history(&mut client)?, target)?;
        let table = &self.options.history;
        create_history(&mut client, table)?;
        let mut statements = vec!["BEGIN".to_owned()];
        for revision in &stamp.forgotten {
            let revision = literal(revision.as_str());
            statements.push(format!("DELETE FROM {table} WHERE revision = {revision}"));
        }
        for revision in &stamp.applied {
            let (file, chain) = (self.folder.get(revision), self.folder.chain(revision));
            if let (Some(file), Some(chain)) = (file, chain) {
                let entry = Entry { table, file, chain, direction: Direction::Up };
                statements.push(entry.stamp());
            }
        }
        statements.push("COMMIT".to_owned());
        client.batch_execute(&statements.join(";\n")).map_err(|source| write(table, source))?;
        Ok(stamp)
    }

    fn history(&self, client: &mut Client) -> Result<History, Failure> {
        Ok(history::read(client, &self.options.history)?)
    }

    fn plan(
        &self,
        client: &mut Client,
        (direction, target): (Direction, &Reference),
    ) -> Result<Plan, Failure> {
        let history = self.history(client)?;
        let plan = match direction {
            Direction::Up => plan::upgrade(self.folder, &history, target),
            Direction::Down => plan::downgrade(self.folder, &history, target),
        };
        match plan {
            Err(PlanError::Contradiction { findings })
                if self.options.accept_newer
                    && *target == Reference::Head
                    && matches!(*findings, [Finding::Ahead { .. }])
                    && Status::of(self.folder, &history).pending.is_empty() =>
            {
                Ok(Plan { direction, migrations: Vec::new() })
            }
            plan => Ok(plan?),
        }
    }

    /// Takes the lock; it is held while both the worker and the returned client are open.
    fn lock(&mut self, worker: &mut Client) -> Result<Client, Failure> {
        let mut holder = self.connect.connect().map_err(Failure::Connect)?;
        refuse_transaction_pooling(&mut holder, worker)?;
        for client in [&mut holder, &mut *worker] {
            client.batch_execute(session::IDLE).map_err(LockError::Ask)?;
        }
        let (table, wait) = (&self.options.history, self.options.wait);
        lock::obtain(&mut holder, Key::Runner.number(table), wait, self.observer)?;
        lock::obtain(worker, Key::Worker.number(table), wait, self.observer)?;
        Ok(holder)
    }
}

/// Makes the table, and its schema, where they do not exist; to be called under the lock.
fn create_history(client: &mut Client, table: &HistoryTable) -> Result<(), Failure> {
    let failed = |source| write(table, source);
    let sql = format!(
        "SELECT to_regclass({}) IS NOT NULL, to_regnamespace({}) IS NOT NULL",
        literal(&table.to_string()),
        literal(&table.schema.to_string())
    );
    let row = client.query_typed_one(&sql, &[]).map_err(failed)?;
    let (has_table, has_schema): (bool, bool) =
        (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
    if !has_schema {
        // Another history in the same schema has another lock, and may be made at this moment.
        let made = [SqlState::DUPLICATE_SCHEMA, SqlState::UNIQUE_VIOLATION];
        match client.batch_execute(&format!("CREATE SCHEMA {}", table.schema)) {
            Err(error) if !error.code().is_some_and(|code| made.contains(code)) => {
                return Err(failed(error));
            }
            _ => {}
        }
    }
    if !has_table {
        client.batch_execute(&ledger::create(table)).map_err(failed)?;
    }
    Ok(())
}

fn write(table: &HistoryTable, source: postgres::Error) -> Failure {
    Failure::Write { table: table.to_string(), left: Left::Nothing, source }
}
