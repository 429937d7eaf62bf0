//! `verify`: every migration up, down and up again, on a scratch database.

use super::{
    Workbench,
    proof::{ProofError, between, run, same},
};
use crate::{
    catalog,
    migration::{Direction, Down, Folder, Migration, Revision},
    scratch::ScratchDatabase,
};

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
    pub fn verify(&mut self, folder: &Folder) -> Result<Vec<Verified>, ProofError> {
        let mut database = self.scratch.database()?;
        let mut verified = Vec::new();
        for file in folder.files() {
            let migration = file.migration();
            let outcome = attempt(&mut database, migration).unwrap_or_else(Outcome::Failed);
            let failed = matches!(outcome, Outcome::Failed(_));
            verified.push(Verified { revision: migration.revision.clone(), outcome });
            if failed {
                break;
            }
        }
        Ok(verified)
    }
}

/// Leaves the database as it is after up, for the migration that follows.
fn attempt(database: &mut ScratchDatabase, migration: &Migration) -> Result<Outcome, ProofError> {
    let before = catalog::read(database.client()?)?;
    run(database, migration, Direction::Up)?;
    if matches!(migration.down, Down::Irreversible { .. }) {
        return Ok(Outcome::Irreversible);
    }
    let after = catalog::read(database.client()?)?;
    run(database, migration, Direction::Down)?;
    let back = catalog::read(database.client()?)?;
    same("down", "what it was before", between(&back, &before))?;
    run(database, migration, Direction::Up)?;
    let again = catalog::read(database.client()?)?;
    same("up again", "what it was after up", between(&again, &after))?;
    Ok(Outcome::Reversible)
}
