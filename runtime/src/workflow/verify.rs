//! `verify`: every migration up, down and up again, on a scratch database.

use std::path::PathBuf;

use super::{
    Unwitnessed, Workbench,
    observation::{Observation, Observer},
    proof::{ProofError, run, texts},
};
use crate::{
    migration::{Direction, Down, Folder, Migration, Revision},
    scratch::ScratchDatabase,
};

/// What was proved of a folder.
#[derive(Debug)]
pub struct Verification {
    /// The migrations in order, up to the first that failed.
    pub migrations: Vec<Verified>,
    /// The `pg_dump` that saw the same as aludel's own reader, or why none did.
    pub witness: Result<PathBuf, Unwitnessed>,
}

/// What was proved of one migration.
#[derive(Debug)]
pub struct Verified {
    /// The migration.
    pub revision: Revision,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of the proof of one migration.
#[derive(Debug)]
pub enum Outcome {
    /// It goes up, comes back down exactly, and goes up again.
    Reversible,
    /// It goes up, and says itself that there is no way back.
    Irreversible,
    /// It does not do what it should; those after it were not tried.
    Failed(ProofError),
}

impl Workbench {
    /// Tries every migration of a folder in order, up to the first that fails.
    ///
    /// # Errors
    ///
    /// There is no scratch database.
    pub fn verify(&mut self, folder: &Folder) -> Result<Verification, ProofError> {
        let mut observer = Observer::of(self.scratch.version()?.major());
        let statements = folder.files().flat_map(|file| texts(file.migration()));
        let mut database = self.scratch.database_for(statements)?;
        let mut before = observer.observe(&mut database)?;
        let mut migrations = Vec::new();
        for file in folder.files() {
            let migration = file.migration();
            let revision = migration.revision.clone();
            match attempt(&mut observer, &mut database, (migration, &before)) {
                Ok((after, outcome)) => {
                    before = after;
                    migrations.push(Verified { revision, outcome });
                }
                Err(error) => {
                    migrations.push(Verified { revision, outcome: Outcome::Failed(error) });
                    break;
                }
            }
        }
        Ok(Verification { migrations, witness: observer.into_witness() })
    }
}

/// Leaves the database as it is after up, for the migration that follows.
fn attempt(
    observer: &mut Observer,
    database: &mut ScratchDatabase,
    (migration, before): (&Migration, &Observation),
) -> Result<(Observation, Outcome), ProofError> {
    run(database, migration, Direction::Up)?;
    let after = observer.observe(database)?;
    if matches!(migration.down, Down::Irreversible { .. }) {
        return Ok((after, Outcome::Irreversible));
    }
    run(database, migration, Direction::Down)?;
    observer.observe(database)?.is(before, "down", "what it was before")?;
    run(database, migration, Direction::Up)?;
    let again = observer.observe(database)?;
    again.is(&after, "up again", "what it was after up")?;
    Ok((again, Outcome::Reversible))
}
