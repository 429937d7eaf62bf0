//! The one-line file `HEAD`.

use std::path::{Path, PathBuf};

use crate::migration::folder::Folder;
use crate::migration::graph::list;
use crate::migration::revision::Revision;

/// The name of the file that holds the newest revision, so that two branches which both add one
/// conflict in version control.
pub const HEAD: &str = "HEAD";

/// A folder without one newest revision that `HEAD` and the files agree on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeadError {
    /// Several revisions are the newest of their branch.
    #[error("{}: there are {} heads: {}", path.display(), heads.len(), list(heads))]
    Several {
        /// The folder.
        path: PathBuf,
        /// All heads.
        heads: Vec<Revision>,
    },
    /// The file holds what a version control system leaves where two branches meet.
    #[error("{}: the conflict of two branches is not resolved", path.display())]
    Conflict {
        /// The file.
        path: PathBuf,
        /// The revision that the migrations end with.
        actual: Option<Revision>,
    },
    /// The file names a revision of which there is no file.
    #[error("there is no file of {revision}, which {} names as the newest", path.display())]
    Lost {
        /// The file.
        path: PathBuf,
        /// The revision that it names.
        revision: Revision,
        /// The revision that the migrations end with.
        actual: Option<Revision>,
    },
    /// The file names another revision than the migrations end with.
    #[error(
        "{}: names {} as the newest revision, but the migrations end with {}",
        path.display(),
        recorded.as_deref().unwrap_or("nothing"),
        actual.as_ref().map_or("nothing", Revision::as_str)
    )]
    Disagrees {
        /// The file.
        path: PathBuf,
        /// What it holds, if it exists.
        recorded: Option<String>,
        /// The revision that the migrations end with.
        actual: Option<Revision>,
    },
}

impl HeadError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Several { heads, .. } => joining(heads),
            Self::Lost { path, revision, actual } => format!(
                "restore {} from version control; if it was taken out on purpose and no database \
                 has it, {}",
                revision.file_name(),
                write(actual.as_ref(), path)
            ),
            Self::Conflict { path, actual } => format!(
                "see that the files of both branches are there, then {}",
                write(actual.as_ref(), path)
            ),
            Self::Disagrees { path, actual, .. } => format!(
                "if a migration file is missing, restore it from version control; if none is, {}",
                write(actual.as_ref(), path)
            ),
        }
    }
}

/// What to do about several heads, in two lines.
pub(crate) fn joining(heads: &[Revision]) -> String {
    let (first, last) = match heads {
        [first, .., last] => (first.as_str(), last.as_str()),
        _ => ("one head", "the other"),
    };
    format!(
        "to let one branch follow the other, write `-- parent: {first}` into the oldest file of the \
         branch that ends with {last}, and {last} into {HEAD}\n\
         where both are applied already, join them: a migration without statements that has \
         `-- parent: {first}` and `-- parent: {last}`"
    )
}

/// How `HEAD` is set right by hand.
fn write(head: Option<&Revision>, path: &Path) -> String {
    match head {
        Some(head) => format!("write {head} into {}", path.display()),
        None => format!("empty {}", path.display()),
    }
}

impl Folder {
    /// The revision that `HEAD` names, whether or not there is a file of it.
    pub(crate) fn named_head(&self) -> Option<Revision> {
        self.recorded_head()?.trim().parse().ok()
    }

    /// Checks that there is one head at most, and that `HEAD` names it.
    ///
    /// # Errors
    ///
    /// There are several, or `HEAD` names another one.
    pub fn check_head(&self) -> Result<(), HeadError> {
        let heads = self.graph().heads();
        if heads.len() > 1 {
            let heads = heads.into_iter().cloned().collect();
            return Err(HeadError::Several { path: self.path().to_owned(), heads });
        }
        let recorded = self.recorded_head().map(str::trim).filter(|text| !text.is_empty());
        let actual = heads.first().copied();
        if recorded == actual.map(Revision::as_str) {
            return Ok(());
        }
        let (path, actual) = (self.path().join(HEAD), actual.cloned());
        let lost = self.named_head().filter(|head| !self.graph().contains(head));
        match (recorded, lost) {
            (Some(text), _) if text.contains("<<<<<<<") => {
                Err(HeadError::Conflict { path, actual })
            }
            (_, Some(revision)) => Err(HeadError::Lost { path, revision, actual }),
            (recorded, None) => {
                // One line is enough to see what it is.
                let recorded =
                    recorded.map(|text| text.lines().next().unwrap_or_default().to_owned());
                Err(HeadError::Disagrees { path, recorded, actual })
            }
        }
    }
}
