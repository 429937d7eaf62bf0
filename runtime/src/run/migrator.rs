//! Migrations that an application runs itself, when it starts.

use std::future::Future;
use std::thread;
use std::time::Duration;

use postgres::Client;

use crate::migration::{Direction, Migrations, Reference, Seal};
use crate::run::background::{apart, start};
use crate::run::connect::Connect;
use crate::run::history::{self, HistoryTable};
use crate::run::job::Job;
use crate::run::observer::Observer;
use crate::run::options::Options;
use crate::run::plan::PlanError;
use crate::run::report::{Failure, Report, RunError};
use crate::run::status::Status;

/// Runs the migrations that are built into a program.
///
/// ```no_run
/// use std::time::Duration;
///
/// use aludel::{Migrations, Migrator};
///
/// # const MIGRATIONS: Migrations = Migrations::new("migrations", None, &[]);
/// // const MIGRATIONS: Migrations = aludel::embed_migrations!("migrations");
///
/// let migrator = Migrator::new(MIGRATIONS).lock_timeout(Duration::from_secs(2));
/// let report = migrator.upgrade("postgres://app@localhost/shop")?;
/// # Ok::<(), aludel::run::RunError>(())
/// ```
///
/// Every method may be called anywhere, also inside of an async runtime, which it then blocks for
/// as long as it takes; the methods that end in `_async` return a future instead, which any runtime
/// can poll. When several instances of a program start at once, one migrates and the others wait.
#[derive(Debug, Clone)]
pub struct Migrator {
    migrations: Migrations,
    options: Options,
}

impl Migrator {
    /// Takes what `embed_migrations!` gives.
    pub fn new(migrations: Migrations) -> Self {
        Self { migrations, options: Options::default() }
    }

    /// Keeps the history in another table than `aludel.history`.
    #[must_use]
    pub fn history_table(mut self, schema: &str, table: &str) -> Self {
        self.options.history = HistoryTable::new(schema, table);
        self
    }

    /// Lets a statement wait for a lock no longer than this; see [`Options::lock_timeout`].
    #[must_use]
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.options.lock_timeout = timeout;
        self
    }

    /// Waits no longer than this for another instance to end; see [`Options::wait`].
    #[must_use]
    pub fn wait(mut self, wait: Duration) -> Self {
        self.options.wait = wait;
        self
    }

    /// Is content with a database that is ahead; see [`Options::accept_newer`].
    #[must_use]
    pub fn accept_newer(mut self) -> Self {
        self.options.accept_newer = true;
        self
    }

    /// Sets everything that can be set about a run.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Applies what is not applied yet.
    ///
    /// # Errors
    ///
    /// [`RunError`] says what failed and carries the report of what was done before.
    pub fn upgrade(&self, database: impl Connect + Sync) -> Result<Report, RunError> {
        self.observed(database, (Direction::Up, &Reference::Head), &mut ())
    }

    /// As [`Migrator::upgrade`], without blocking the thread that polls.
    ///
    /// The migrations start at once, and go on should the future be dropped.
    ///
    /// # Errors
    ///
    /// As [`Migrator::upgrade`].
    pub fn upgrade_async(
        &self,
        database: impl Connect + Send + 'static,
    ) -> impl Future<Output = Result<Report, RunError>> + Send + 'static {
        let migrator = self.clone();
        start(move || migrator.migrate(&database, (Direction::Up, &Reference::Head), &mut ()))
    }

    /// Undoes what is above a revision, which stays applied.
    ///
    /// # Errors
    ///
    /// As [`Migrator::upgrade`].
    pub fn downgrade(
        &self,
        database: impl Connect + Sync,
        target: &Reference,
    ) -> Result<Report, RunError> {
        self.observed(database, (Direction::Down, target), &mut ())
    }

    /// Migrates, and tells what happens.
    pub(crate) fn observed(
        &self,
        database: impl Connect + Sync,
        way: (Direction, &Reference),
        observer: &mut (dyn Observer + Send),
    ) -> Result<Report, RunError> {
        apart(|| self.migrate(&database, way, observer))
    }

    /// Compares the migrations with what the database says; it writes nothing.
    ///
    /// # Errors
    ///
    /// The database cannot be reached, or its history not be read.
    pub fn status(&self, database: impl Connect + Sync) -> Result<Status, RunError> {
        apart(|| {
            let mut client = database.connect().map_err(Failure::Connect).map_err(nothing_done)?;
            self.read(&mut client).map_err(nothing_done)
        })
    }

    /// Makes sure that the database is at head, for programs that leave migrating to others; it
    /// writes nothing.
    ///
    /// # Errors
    ///
    /// Migrations are not applied, or files and history contradict each other.
    pub fn check(&self, database: impl Connect + Sync) -> Result<(), RunError> {
        apart(|| self.is_at_head(&database).map_err(nothing_done))
    }

    /// As [`Migrator::check`], without blocking the thread that polls.
    ///
    /// # Errors
    ///
    /// As [`Migrator::check`].
    pub fn check_async(
        &self,
        database: impl Connect + Send + 'static,
    ) -> impl Future<Output = Result<(), RunError>> + Send + 'static {
        let migrator = self.clone();
        start(move || migrator.is_at_head(&database).map_err(nothing_done))
    }

    fn migrate(
        &self,
        connect: &dyn Connect,
        way: (Direction, &Reference),
        observer: &mut dyn Observer,
    ) -> Result<Report, RunError> {
        let (mut client, seal) = self.open(connect).map_err(nothing_done)?;
        if way == (Direction::Up, &Reference::Head)
            && self.is_sealed(&mut client, seal.as_ref()).map_err(nothing_done)?
        {
            return Ok(Report::default());
        }
        let folder = self.migrations.folder().map_err(Failure::Load).map_err(nothing_done)?;
        let options = &self.options;
        Job { connect, folder: &folder, options, observer }.migrate(client, way)
    }

    fn is_at_head(&self, connect: &dyn Connect) -> Result<(), Failure> {
        let (mut client, seal) = self.open(connect)?;
        if self.is_sealed(&mut client, seal.as_ref())? {
            return Ok(());
        }
        match self.read(&mut client)? {
            Status { findings, .. } if !findings.is_empty() => {
                Err(PlanError::Contradiction { findings }.into())
            }
            Status { pending, .. } if !pending.is_empty() => Err(Failure::Behind { pending }),
            _ => Ok(()),
        }
    }

    fn is_sealed(&self, client: &mut Client, seal: Option<&Seal<'_>>) -> Result<bool, Failure> {
        let Some(seal) = seal else { return Ok(false) };
        Ok(history::is_sealed(client, &self.options.history, seal)?)
    }

    fn read(&self, client: &mut Client) -> Result<Status, Failure> {
        let folder = self.migrations.folder()?;
        Ok(Status::of(&folder, &history::read(client, &self.options.history)?))
    }

    /// Computes the seal while the connection is made: where it holds, no SQL is ever read.
    fn open(&self, connect: &dyn Connect) -> Result<(Client, Option<Seal<'static>>), Failure> {
        thread::scope(|scope| {
            let sealing = scope.spawn(|| self.migrations.seal());
            let client = connect.connect().map_err(Failure::Connect);
            let seal = sealing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Ok((client?, seal))
        })
    }
}

fn nothing_done(failure: Failure) -> RunError {
    RunError::new(Report::default(), failure)
}
