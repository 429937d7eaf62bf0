//! How files and history contradict each other.

use std::fmt;

use crate::migration::{Checksum, Revision};

/// One way in which files and history contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// The database has migrations that come after everything in the files: it is ahead.
    Ahead {
        /// They, in the order in which they were applied.
        revisions: Vec<Revision>,
    },
    /// The database has migrations of which the files are gone.
    Missing {
        /// They, in the order in which they were applied.
        revisions: Vec<Revision>,
    },
    /// A file was edited after it had been applied.
    Edited {
        /// The file.
        revision: Revision,
        /// The checksum of what was applied.
        recorded: Checksum,
        /// The checksum of the file.
        actual: Checksum,
    },
    /// A file names other parents than when it was applied.
    Moved {
        /// The file.
        revision: Revision,
        /// The parents that it had.
        recorded: Vec<Revision>,
        /// The parents that it has.
        actual: Vec<Revision>,
    },
    /// A migration is applied, but one before it is not.
    Gap {
        /// The applied one.
        revision: Revision,
        /// The ones before it that are not applied.
        missing: Vec<Revision>,
    },
}

impl Finding {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Ahead { .. } => {
                "bring the newer files here (another branch, or a newer build of \
                                   this application), or downgrade the database with them"
                    .into()
            }
            Self::Missing { revisions } => {
                let files = revisions.iter().map(Revision::file_name).collect::<Vec<_>>();
                format!("restore {} from version control", files.join(", "))
            }
            Self::Edited { revision, .. } => format!(
                "restore {} from version control and put the change into a migration of its own; \
                 if the database already is as the file says, stamp it",
                revision.file_name()
            ),
            Self::Moved { revision, .. } => format!(
                "downgrade with the old {} before its parent is changed; if the database already \
                 is as the files say, stamp it",
                revision.file_name()
            ),
            Self::Gap { revision, .. } => format!(
                "downgrade {revision} and upgrade again; if the database already is as the files \
                 say, stamp it"
            ),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ahead { revisions } => {
                write!(f, "the database is ahead of the files by {}", List(revisions))
            }
            Self::Missing { revisions } => {
                write!(f, "there is no file of {}, which the database has", List(revisions))
            }
            Self::Edited { revision, .. } => {
                write!(f, "{} was edited after it was applied", revision.file_name())
            }
            Self::Moved { revision, recorded, actual } => write!(
                f,
                "{} followed {} when it was applied and now follows {}",
                revision.file_name(),
                List(recorded),
                List(actual)
            ),
            Self::Gap { revision, missing } => {
                write!(f, "{revision} is applied, but {} before it is not", List(missing))
            }
        }
    }
}

struct List<'a>(&'a [Revision]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("nothing"),
            [first, rest @ ..] => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|revision| write!(f, ", {revision}"))
            }
        }
    }
}
