//! The proof of a migration on a scratch database: up leads to the models, down leads back exactly,
//! and up can be run again.

use std::path::PathBuf;

use super::{
    Desired, Difference, Disagreement, ReplayError, SourceError, Unwitnessed, Workbench,
    differences, observation::Observer, replay::Replay,
};
use crate::{
    catalog::ReadError,
    migration::{Direction, Folder, Migration},
    scratch::{ScratchDatabase, ScratchError, renewal},
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
    /// `pg_dump` sees a difference that aludel's own reader overlooks.
    #[error("the schema after {when} is not {expected}, as pg_dump sees it")]
    Witness {
        /// `down` or `up again`.
        when: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What `pg_dump` prints and should not, and the other way round.
        disagreement: Disagreement,
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
    /// Proves a migration that is to follow those of a folder, and says who has witnessed it.
    ///
    /// # Errors
    ///
    /// The first thing that is not as it should be.
    pub(super) fn prove(
        &mut self,
        folder: &Folder,
        migration: &Migration,
        desired: &mut Desired,
    ) -> Result<Result<PathBuf, Unwitnessed>, ProofError> {
        let replay = Replay::of(folder, None);
        let mut observer = Observer::of(self.scratch.version()?.major());
        let replayed = replay.statements.iter().map(String::as_str);
        let mut database = self.scratch.database_for(replayed.chain(texts(migration)))?;
        database.execute(&replay.statements).map_err(|error| replay.explain(folder, error))?;
        let before = observer.observe(&mut database)?;
        run(&mut database, migration, Direction::Up)?;
        let after = observer.observe(&mut database)?;
        let left = self.difference(&after.schema, desired)?;
        let changes = left.renames.iter().chain(&left.edits);
        same("up", "what the models describe", differences(changes))?;
        run(&mut database, migration, Direction::Down)?;
        observer.observe(&mut database)?.is(&before, "down", "what it was before")?;
        run(&mut database, migration, Direction::Up)?;
        observer.observe(&mut database)?.is(&after, "up again", "what it was after up")?;
        Ok(observer.into_witness())
    }
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

/// The statements of both directions.
pub(super) fn texts(migration: &Migration) -> impl Iterator<Item = &str> {
    let steps = migration.up.iter().chain(migration.down.steps());
    steps.flat_map(|step| &step.statements).map(|statement| statement.sql.as_str())
}

/// Runs one direction as the runner does: each step in its own transaction, with nothing left of what
/// the step before it has set.
pub(super) fn run(
    database: &mut ScratchDatabase,
    migration: &Migration,
    direction: Direction,
) -> Result<(), ProofError> {
    for step in migration.steps(direction) {
        let body = step.statements.iter().map(|statement| statement.sql.clone());
        let bracket = |word: &str| step.transaction.then(|| word.to_owned());
        let bracketed = bracket("BEGIN").into_iter().chain(body).chain(bracket("COMMIT"));
        let statements: Vec<String> = bracketed.chain([renewal()]).collect();
        database.execute(&statements).map_err(|source| ProofError::Run { direction, source })?;
    }
    Ok(())
}
