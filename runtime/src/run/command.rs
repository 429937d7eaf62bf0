//! Upgrade, downgrade, stamp: the commands that write.

use postgres::Client;
use postgres::error::SqlState;

use crate::migration::{Direction, Folder, Reference};
use crate::quote::literal;
use crate::run::connect::Connect;
use crate::run::execute::Runner;
use crate::run::history::{self, History, HistoryTable};
use crate::run::ledger::{self, Entry};
use crate::run::lock::{self, Key};
use crate::run::observer::Observer;
use crate::run::options::Options;
use crate::run::plan::{self, Plan, PlanError, Stamp};
use crate::run::pooler::refuse_transaction_pooling;
use crate::run::report::{Failure, Report, RunError};
use crate::run::session;

/// Applies the migrations up to a target.
///
/// Where nothing is to be done, that costs one connection and one query, and takes no lock.
///
/// # Errors
///
/// [`RunError`] says what failed and carries the report of what was done before.
pub fn upgrade(
    connect: &dyn Connect,
    folder: &Folder,
    target: &Reference,
    options: &Options,
    observer: &mut dyn Observer,
) -> Result<Report, RunError> {
    migrate(connect, folder, options, observer, (Direction::Up, target))
}

/// Undoes the migrations above a target.
///
/// # Errors
///
/// [`RunError`] says what failed and carries the report of what was done before.
pub fn downgrade(
    connect: &dyn Connect,
    folder: &Folder,
    target: &Reference,
    options: &Options,
    observer: &mut dyn Observer,
) -> Result<Report, RunError> {
    migrate(connect, folder, options, observer, (Direction::Down, target))
}

/// Writes into the history that the database is at a target, without running anything.
///
/// # Errors
///
/// The target names no revision, the lock was not obtained, or the history cannot be written.
pub fn stamp(
    connect: &dyn Connect,
    folder: &Folder,
    target: &Reference,
    options: &Options,
    observer: &mut dyn Observer,
) -> Result<Stamp, RunError> {
    let mut go = || -> Result<Stamp, Failure> {
        let mut client = connect.connect().map_err(Failure::Connect)?;
        let history = history::read(&mut client, &options.history)?;
        plan::stamp(folder, &history, target)?;
        let _lock = lock(connect, &mut client, options, observer)?;
        let history = history::read(&mut client, &options.history)?;
        let stamp = plan::stamp(folder, &history, target)?;
        create_history(&mut client, &options.history)?;
        let mut statements = vec!["BEGIN".to_owned()];
        for revision in &stamp.forgotten {
            let revision = literal(revision.as_str());
            let table = &options.history;
            statements.push(format!("DELETE FROM {table} WHERE revision = {revision}"));
        }
        for revision in &stamp.applied {
            let (Some(file), Some(chain)) = (folder.get(revision), folder.chain(revision)) else {
                continue;
            };
            let table = &options.history;
            let entry = Entry { table, file, chain, direction: Direction::Up };
            statements.push(entry.stamp());
        }
        statements.push("COMMIT".to_owned());
        client.batch_execute(&statements.join(";\n")).map_err(|e| write(options, e))?;
        Ok(stamp)
    };
    go().map_err(|failure| RunError { report: Report::default(), failure: Box::new(failure) })
}

fn migrate(
    connect: &dyn Connect,
    folder: &Folder,
    options: &Options,
    observer: &mut dyn Observer,
    way: (Direction, &Reference),
) -> Result<Report, RunError> {
    let mut report = Report::default();
    let mut go = || -> Result<(), Failure> {
        let mut client = connect.connect().map_err(Failure::Connect)?;
        if is_done(&mut client, folder, options, way)? {
            return Ok(());
        }
        let history = history::read(&mut client, &options.history)?;
        if plan(folder, &history, way)?.migrations.is_empty() {
            return Ok(());
        }
        let _lock = lock(connect, &mut client, options, observer)?;
        // Another runner may have done all of it meanwhile.
        let history = history::read(&mut client, &options.history)?;
        let plan = plan(folder, &history, way)?;
        if plan.migrations.is_empty() {
            return Ok(());
        }
        create_history(&mut client, &options.history)?;
        Runner { client, folder, options, observer }.run(&plan, &mut report)
    };
    match go() {
        Ok(()) => Ok(report),
        Err(failure) => Err(RunError { report, failure: Box::new(failure) }),
    }
}

fn plan(
    folder: &Folder,
    history: &History,
    (direction, target): (Direction, &Reference),
) -> Result<Plan, PlanError> {
    match direction {
        Direction::Up => plan::upgrade(folder, history, target),
        Direction::Down => plan::downgrade(folder, history, target),
    }
}

/// Whether one row of the history says that there is nothing to upgrade.
fn is_done(
    client: &mut Client,
    folder: &Folder,
    options: &Options,
    way: (Direction, &Reference),
) -> Result<bool, Failure> {
    let ((Direction::Up, Reference::Head), Ok(Some(head))) = (way, folder.graph().head()) else {
        return Ok(false);
    };
    let Some(chain) = folder.chain(head) else { return Ok(false) };
    let count = folder.graph().order().len();
    Ok(history::is_at(client, &options.history, (head, chain), count)?)
}

/// Takes the lock; it is held while both the worker and the returned client are open.
fn lock(
    connect: &dyn Connect,
    worker: &mut Client,
    options: &Options,
    observer: &mut dyn Observer,
) -> Result<Client, Failure> {
    let mut holder = connect.connect().map_err(Failure::Connect)?;
    refuse_transaction_pooling(&mut holder, worker)?;
    holder.batch_execute(session::LOCK).map_err(lock::LockError::Ask)?;
    let number = |key: Key| key.number(&options.history);
    lock::obtain(&mut holder, number(Key::Runner), options.wait, observer)?;
    lock::obtain(worker, number(Key::Worker), options.wait, observer)?;
    Ok(holder)
}

/// Makes the table, and its schema, where they do not exist; to be called under the lock.
fn create_history(client: &mut Client, table: &HistoryTable) -> Result<(), Failure> {
    let failed = |source| Failure::Write { table: table.to_string(), source };
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

fn write(options: &Options, source: postgres::Error) -> Failure {
    Failure::Write { table: options.history.to_string(), source }
}
