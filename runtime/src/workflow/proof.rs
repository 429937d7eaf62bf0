//! The proof of a migration on a scratch database: up leads to the models, down leads back exactly,
//! and up can be run again.

use super::{
    Desired, Difference, ReplayError, SourceError, Workbench, differences, replay::Replay,
};
use crate::{
    catalog::{self, ReadError},
    diff::diff,
    migration::{Direction, Folder, Migration},
    schema::Schema,
    scratch::{ScratchDatabase, ScratchError},
};

/// How a migration fails its proof.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// A statement does not run.
    #[error("{} fails on a scratch database", direction.as_str())]
    Run {
        /// Up or down.
        direction: Direction,
        /// What the server said.
        source: ScratchError,
    },
    /// The schema is not what it should be afterwards.
    #[error("the schema after {when} is not {expected}")]
    Differs {
        /// `up`, `down` or `up again`.
        when: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What would have to change yet.
        differences: Vec<Difference>,
    },
    /// The migrations before it do not run.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// The schema of the models cannot be settled.
    #[error(transparent)]
    Models(#[from] SourceError),
    /// The scratch database cannot be read back.
    #[error("the scratch database cannot be read")]
    Read(#[from] ReadError),
    /// There is no scratch database.
    #[error("there is no scratch database")]
    Scratch(#[from] ScratchError),
}

impl Workbench {
    /// Proves a migration that is to follow those of a folder.
    ///
    /// # Errors
    ///
    /// The first thing that is not as it should be.
    pub(super) fn prove(
        &mut self,
        folder: &Folder,
        migration: &Migration,
        (before, desired): (&Schema, &mut Desired),
    ) -> Result<(), ProofError> {
        let replay = Replay::of(folder, None);
        let mut database = self.scratch.database()?;
        database.execute(&replay.statements).map_err(|error| replay.explain(folder, error))?;
        run(&mut database, migration, Direction::Up)?;
        let after = catalog::read(database.client()?)?;
        let left = self.difference(&after, desired)?;
        let changes = left.renames.iter().chain(&left.edits);
        same("up", "what the models describe", differences(changes))?;
        run(&mut database, migration, Direction::Down)?;
        let back = catalog::read(database.client()?)?;
        same("down", "what it was before", between(&back, before))?;
        run(&mut database, migration, Direction::Up)?;
        let again = catalog::read(database.client()?)?;
        same("up again", "what it was after up", between(&again, &after))
    }
}

/// All that differs, also in what is not modelled.
pub(super) fn between(from: &Schema, to: &Schema) -> Vec<Difference> {
    let left = diff(from, to);
    differences(left.renames.iter().chain(&left.edits).chain(&left.unmodelled))
}

pub(super) fn same(
    when: &'static str,
    expected: &'static str,
    differences: Vec<Difference>,
) -> Result<(), ProofError> {
    if differences.is_empty() {
        return Ok(());
    }
    Err(ProofError::Differs { when, expected, differences })
}

/// Runs one direction as the runner does: each step in its own transaction.
pub(super) fn run(
    database: &mut ScratchDatabase,
    migration: &Migration,
    direction: Direction,
) -> Result<(), ProofError> {
    for step in migration.steps(direction) {
        let body = step.statements.iter().map(|statement| statement.sql.clone());
        let bracket = |word: &str| step.transaction.then(|| word.to_owned());
        let statements: Vec<String> =
            bracket("BEGIN").into_iter().chain(body).chain(bracket("COMMIT")).collect();
        database.execute(&statements).map_err(|source| ProofError::Run { direction, source })?;
    }
    Ok(())
}
