//! What the models want and no migration makes.

use super::{
    Desired, ReplayError, SourceError, Workbench,
    renames::{self, BothExist},
    replay::Replay,
};
use crate::{
    change::Change,
    diff::Diff,
    migration::Folder,
    model::document::Document,
    render::{self, RenderError},
    schema::Schema,
};

/// What the models want and no migration makes.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The renames that the models declare and that are still to be made; they come first.
    pub(super) declared: Vec<Change>,
    /// Everything else.
    pub(super) difference: Diff,
    /// What the migrations make.
    pub(super) made: Schema,
    /// What the models describe.
    pub(super) desired: Desired,
}

/// Why that cannot be told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WantedError {
    /// The models have no schema.
    #[error(transparent)]
    Models(#[from] SourceError),
    /// The migrations have none.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// A declared rename finds both names taken.
    #[error(transparent)]
    Rename(#[from] BothExist),
    /// A declared rename cannot be written.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl Wanted {
    /// All changes in the order in which they run.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.declared.iter().chain(&self.difference.renames).chain(&self.difference.edits)
    }
}

impl Workbench {
    /// Replays the migrations, makes the declared renames there, and compares with the models.
    pub(super) fn wanted(
        &mut self,
        document: &Document,
        folder: &Folder,
    ) -> Result<Wanted, WantedError> {
        let mut replay = Replay::of(folder, None);
        let made = self.made_by(&replay, folder)?;
        let declared = renames::due(document.renames(), &made)?;
        for sql in render::renames(&declared)? {
            replay.push(sql);
        }
        let renamed = self.made_by(&replay, folder)?;
        let mut desired = self.desired(document)?;
        let difference = self.difference(&renamed, &mut desired)?;
        Ok(Wanted { declared, difference, made, desired })
    }
}
