//! Upgrade, downgrade, stamp: the commands that write.

use postgres::Client;

use crate::migration::{Direction, Folder, Reference};
use crate::run::connect::Connect;
use crate::run::history;
use crate::run::job::Job;
use crate::run::observer::Observer;
use crate::run::options::Options;
use crate::run::plan::Stamp;
use crate::run::report::{Failure, Report, RunError};

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
    migrate(Job { connect, folder, options, observer }, (Direction::Up, target))
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
    migrate(Job { connect, folder, options, observer }, (Direction::Down, target))
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
    let mut job = Job { connect, folder, options, observer };
    let stamp = job.client().and_then(|client| job.stamp(client, target));
    stamp.map_err(|failure| RunError::new(Report::default(), failure))
}

fn migrate(mut job: Job<'_>, way: (Direction, &Reference)) -> Result<Report, RunError> {
    let nothing_done = |failure| RunError::new(Report::default(), failure);
    let mut client = job.client().map_err(nothing_done)?;
    if way == (Direction::Up, &Reference::Head)
        && job.is_at_head(&mut client).map_err(nothing_done)?
    {
        return Ok(Report::default());
    }
    job.migrate(client, way)
}

impl Job<'_> {
    fn client(&self) -> Result<Client, Failure> {
        self.connect.connect().map_err(Failure::Connect)
    }

    fn is_at_head(&self, client: &mut Client) -> Result<bool, Failure> {
        let Some(seal) = self.folder.seal() else { return Ok(false) };
        Ok(history::is_sealed(client, &self.options.history, &seal)?)
    }
}
