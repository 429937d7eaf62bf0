//! `generate`: the migration that leads from the files to the models, proved before it is written.

use super::{
    Action, Difference, ReplayError, SourceError, Workbench, differences,
    proof::ProofError,
    renames::{self, BothExist},
    replay::Replay,
};
use crate::{
    migration::{Down, EpochError, Folder, Migration, ReferenceError},
    model::document::Document,
    render::{self, RenderError},
    schema::ObjectId,
};

/// A migration that has not been written yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The migration.
    pub migration: Migration,
    /// What it changes.
    pub differences: Vec<Difference>,
    /// Whether it was run up, down and up again on a scratch database.
    pub proved: bool,
}

/// Why there is no migration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// The models have no schema.
    #[error(transparent)]
    Models(#[from] SourceError),
    /// The migrations have none.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// There are several heads, and the new migration can follow one only.
    #[error(transparent)]
    Heads(#[from] ReferenceError),
    /// A declared rename finds both names taken.
    #[error(transparent)]
    Rename(#[from] BothExist),
    /// A change cannot be written.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The clock, or what stands for it, cannot be read.
    #[error(transparent)]
    Epoch(#[from] EpochError),
    /// The migration does not do what it should. It is not written.
    #[error("the migration was not written, because it failed its proof")]
    Proof(#[from] ProofError),
}

impl Workbench {
    /// Drafts the migration that is missing between the files and the models; none where they
    /// agree. Without a message it is named for what it does.
    ///
    /// # Errors
    ///
    /// Models or files cannot be loaded, a change has no statement or must not be made, or the
    /// migration fails its proof.
    pub fn generate(
        &mut self,
        document: &Document,
        folder: &Folder,
        message: Option<&str>,
        prove: bool,
    ) -> Result<Option<Draft>, GenerateError> {
        let head = folder.graph().head()?.cloned();
        let mut replay = Replay::of(folder, None);
        let made = self.made_by(&replay, folder)?;
        let declared = renames::due(document.renames(), &made)?;
        for sql in render::renames(&declared)? {
            replay.push(sql);
        }
        let renamed = self.made_by(&replay, folder)?;
        let mut desired = self.desired(document)?;
        let difference = self.difference(&renamed, &mut desired)?;
        if declared.is_empty() && difference.is_empty() {
            return Ok(None);
        }
        let script = render::script(&declared, &difference)?;
        let changes = declared.iter().chain(&difference.renames).chain(&difference.edits);
        let differences = differences(changes);
        let message = message.map_or_else(|| summary(&differences), str::to_owned);
        let migration = Migration {
            revision: folder.next_revision(&message)?,
            parents: head.into_iter().collect(),
            message,
            server: Some(made.version.major()),
            up: script.up,
            down: Down::Steps(script.down),
        };
        if prove {
            self.prove(folder, &migration, (&made, &mut desired))?;
        }
        Ok(Some(Draft { migration, differences, proved: prove }))
    }
}

/// What a migration does, in the words of its first differences.
fn summary(differences: &[Difference]) -> String {
    let told = |difference: &Difference| {
        format!("{} {}", verb(difference), difference.object.replace('"', ""))
    };
    match differences {
        [] => "nothing".to_owned(),
        [only] => told(only),
        [first, second] => format!("{} and {}", told(first), told(second)),
        [first, rest @ ..] => match kind(first) {
            Some(kinds)
                if rest
                    .iter()
                    .all(|other| (verb(other), kind(other)) == (verb(first), Some(kinds))) =>
            {
                format!("{} {} {kinds}", verb(first), differences.len())
            }
            _ => format!("{} and {} more", told(first), rest.len()),
        },
    }
}

fn verb(difference: &Difference) -> &'static str {
    match difference.action {
        Action::Create => "create",
        Action::Drop => "drop",
        Action::Alter => "alter",
        Action::Rename => "rename",
    }
}

/// What several of the kind are called.
fn kind(difference: &Difference) -> Option<&'static str> {
    Some(match difference.id {
        ObjectId::Table(_) => "tables",
        ObjectId::Column(..) => "columns",
        ObjectId::Index(_) => "indexes",
        ObjectId::Constraint(..) => "constraints",
        ObjectId::EnumType(_) => "enums",
        _ => return None,
    })
}
