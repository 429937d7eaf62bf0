//! The schema that the migrations make: their files run on a scratch database and read back.

use std::{collections::BTreeSet, path::PathBuf};

use super::Workbench;
use crate::{
    migration::{Direction, Folder, Place, Revision},
    schema::{Object, ObjectId, Schema},
    scratch::{Fingerprint, Likeness, ScratchError, renewal},
    statement::Step,
};

/// Why the migrations have no schema.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// A statement of a migration does not run on a scratch database.
    #[error("{revision} does not run on an empty database with what comes before it")]
    Statement {
        /// The migration.
        revision: Revision,
        /// Its file.
        path: PathBuf,
        /// Where the server stopped in it, or where the statement starts.
        place: Option<Place>,
        /// What the server said.
        source: ScratchError,
    },
    /// There is no scratch database.
    #[error("the migrations cannot be tried")]
    Scratch(#[from] ScratchError),
}

/// Statements that make a schema, each with the statement of a file that it stands for.
pub(super) struct Replay {
    pub(super) statements: Vec<String>,
    origins: Vec<Option<(Revision, usize, usize)>>,
}

impl Replay {
    /// The way up through revisions and all before them, or through all files.
    pub(super) fn of(folder: &Folder, through: Option<&[Revision]>) -> Self {
        let mut replay = Self { statements: Vec::new(), origins: Vec::new() };
        let graph = folder.graph();
        let lineage = through.map(|revisions| -> BTreeSet<_> {
            revisions.iter().flat_map(|revision| graph.lineage(revision)).collect()
        });
        for file in folder.files() {
            let migration = file.migration();
            if lineage.as_ref().is_none_or(|lineage| lineage.contains(&migration.revision)) {
                for (number, step) in migration.up.iter().enumerate() {
                    replay.push_step(&migration.revision, number, step);
                }
            }
        }
        replay
    }

    /// Adds statements that stand in no file.
    pub(super) fn push(&mut self, sql: String) {
        self.statements.push(sql);
        self.origins.push(None);
    }

    fn push_step(&mut self, revision: &Revision, number: usize, step: &Step) {
        if step.transaction {
            self.push("BEGIN".to_owned());
        }
        for (index, statement) in step.statements.iter().enumerate() {
            self.statements.push(statement.sql.clone());
            self.origins.push(Some((revision.clone(), number, index)));
        }
        if step.transaction {
            self.push("COMMIT".to_owned());
        }
        self.push(renewal());
    }

    /// Puts the place in a file to an error that has the number of a statement.
    pub(super) fn explain(&self, folder: &Folder, error: ScratchError) -> ReplayError {
        let (number, character) = match &error {
            ScratchError::Statement { number, position, .. } => {
                (Some(*number), position.and_then(|at| usize::try_from(at).ok()?.checked_sub(1)))
            }
            _ => (None, None),
        };
        let origin = number.and_then(|number| self.origins.get(number.checked_sub(1)?)?.clone());
        match origin {
            Some((revision, step, statement)) => {
                let file = folder.get(&revision);
                let character = character.unwrap_or_default();
                let at = (step, statement);
                let place = file.and_then(|file| file.place_in(Direction::Up, at, character));
                let path = file.map(|file| file.path().to_owned()).unwrap_or_default();
                ReplayError::Statement { revision, path, place, source: error }
            }
            None => ReplayError::Scratch(error),
        }
    }
}

impl Workbench {
    /// The schema after revisions and all before them, or after all migrations.
    ///
    /// # Errors
    ///
    /// A migration does not run, or there is no scratch database.
    pub fn replayed(
        &mut self,
        folder: &Folder,
        through: Option<&[Revision]>,
    ) -> Result<Schema, ReplayError> {
        let replay = Replay::of(folder, through);
        self.made_by(&replay, folder)
    }

    /// Whether objects are exactly what revisions and all before them make, as far as the cache knows.
    pub(super) fn is_made<'a>(
        &mut self,
        folder: &Folder,
        through: &[Revision],
        objects: impl Iterator<Item = (&'a ObjectId, &'a Object)>,
    ) -> Result<bool, ReplayError> {
        let replay = Replay::of(folder, Some(through));
        let found = Fingerprint::of(objects);
        let likeness = self.scratch.likeness(&replay.statements, self.cache.as_ref(), &found)?;
        Ok(likeness == Likeness::Whole)
    }

    pub(super) fn made_by(
        &mut self,
        replay: &Replay,
        folder: &Folder,
    ) -> Result<Schema, ReplayError> {
        self.scratch
            .schema_of(&replay.statements, self.cache.as_ref())
            .map_err(|error| replay.explain(folder, error))
    }
}
