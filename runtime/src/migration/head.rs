//! The one-line file `HEAD`.

use std::path::PathBuf;

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
            Self::Several { .. } => {
                "set the parent of one branch to the head of the other, or join both with a merge \
                 revision that has them as parents"
                    .into()
            }
            Self::Conflict { path, actual } | Self::Disagrees { path, actual, .. } => {
                let head = actual.as_ref().map_or("nothing", Revision::as_str);
                format!("if no migration file is missing, write {head} into {}", path.display())
            }
        }
    }
}

impl Folder {
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
        match recorded {
            Some(text) if text.contains("<<<<<<<") => Err(HeadError::Conflict { path, actual }),
            recorded => {
                // One line is enough to see what it is.
                let recorded =
                    recorded.map(|text| text.lines().next().unwrap_or_default().to_owned());
                Err(HeadError::Disagrees { path, recorded, actual })
            }
        }
    }
}
