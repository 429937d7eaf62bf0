//! `generate`: the migration that leads from the files to the models, proved before it is written.

use std::path::PathBuf;

use super::{
    Action, Difference, Unwitnessed, Workbench, differences, proof::ProofError, wanted::WantedError,
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
    /// Who saw it run up, down and up again on a scratch database besides aludel's own reader: a
    /// `pg_dump`, or why none did. Nothing where the proof was not asked for.
    pub proof: Option<Result<PathBuf, Unwitnessed>>,
}

/// Why there is no migration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// It cannot be told what the models want.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// There are several heads, and the new migration can follow one only.
    #[error(transparent)]
    Heads(#[from] ReferenceError),
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
        let mut wanted = self.wanted(document, folder)?;
        if wanted.changes().next().is_none() {
            return Ok(None);
        }
        let script = render::script(&wanted.declared, &wanted.difference)?;
        let differences = differences(wanted.changes());
        let message = message.map_or_else(|| summary(&differences), str::to_owned);
        let migration = Migration {
            revision: folder.next_revision(&message)?,
            parents: head.into_iter().collect(),
            message,
            server: Some(wanted.made.version.major()),
            up: script.up,
            down: Down::Steps(script.down),
        };
        let proof =
            if prove { Some(self.prove(folder, &migration, &mut wanted.desired)?) } else { None };
        Ok(Some(Draft { migration, differences, proof }))
    }
}

/// What a migration does, in the words of its first differences.
fn summary(differences: &[Difference]) -> String {
    let told = |difference: &Difference| {
        format!("{} {}", verb(difference), difference.object.replace('"', ""))
    };
    // What is named after a column or a table is renamed with it.
    let follows = |difference: &&Difference| {
        difference.action == Action::Rename
            && matches!(difference.id, ObjectId::Constraint(..) | ObjectId::Index(_))
    };
    let leading: Vec<&Difference> = differences.iter().filter(|other| !follows(other)).collect();
    let all = differences.iter().collect();
    let differences = if leading.is_empty() { all } else { leading };
    match differences.as_slice() {
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
