//! A folder on disk -> linked migrations.

use std::io;
use std::path::{Path, PathBuf};

use crate::migration::file::File;
use crate::migration::folder::Folder;
use crate::migration::graph::GraphError;
use crate::migration::head::{HEAD, HeadError};
use crate::migration::parse::ParseError;
use crate::migration::place::Place;
use crate::migration::revision::Revision;

/// A folder that does not hold a sound chain of migrations.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such folder.
    #[error("there is no folder {}", path.display())]
    NoFolder {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder, or a file in it, cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it cannot.
        source: io::Error,
    },
    /// A file is not text.
    #[error("{}:{place}: the text is not UTF-8 from here on", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first bytes that are no character.
        place: Place,
    },
    /// A file is not a migration.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// A file has another name than its revision.
    #[error("{}: holds the revision {revision}, which belongs into {}", path.display(), revision.file_name())]
    Name {
        /// The file.
        path: PathBuf,
        /// What its header says.
        revision: Revision,
    },
    /// Two files hold the same revision.
    #[error("{} and {} both hold the revision {revision}", paths[0].display(), paths[1].display())]
    Duplicate {
        /// The revision.
        revision: Revision,
        /// The files.
        paths: [PathBuf; 2],
    },
    /// The parents do not form a chain.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// There is no single head that `HEAD` names.
    #[error(transparent)]
    Head(#[from] HeadError),
}

impl LoadError {
    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Head(error) => Some(error.help()),
            Self::Name { .. } | Self::Duplicate { .. } => Some(
                "give the file the name of its revision, or the header that of its file".into(),
            ),
            Self::Graph(GraphError::MissingParent { revision, parent }) => Some(format!(
                "restore {} from version control, or name the revision that {revision} really \
                 follows",
                parent.file_name()
            )),
            _ => None,
        }
    }
}

impl Folder {
    /// Loads all migrations of a folder and checks them; an empty folder is sound.
    ///
    /// Files that do not end in `.sql`, hidden files and subfolders are left alone.
    ///
    /// # Errors
    ///
    /// The folder does not exist or cannot be read, a file is not a migration, or the migrations
    /// do not form one chain that ends where `HEAD` says.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let folder = Self::load_branches(path)?;
        folder.check_head()?;
        Ok(folder)
    }

    /// As [`Folder::load`], for commands that mend several heads: neither they nor `HEAD` are
    /// checked.
    ///
    /// # Errors
    ///
    /// As [`Folder::load`], but for the head.
    pub fn load_branches(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let path = path.as_ref();
        let mut files = Vec::new();
        for path in migration_paths(path)? {
            let text = read(&path)?;
            files.push(File::parse(path, text)?);
        }
        let head = match read(&path.join(HEAD)) {
            Ok(text) => Some(text),
            Err(LoadError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Self::link(path, files, head)
    }
}

/// The files that hold migrations, by name.
fn migration_paths(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => LoadError::NoFolder { path: folder.to_owned() },
        _ => LoadError::Read { path: folder.to_owned(), source },
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes()[0] == b'.');
        if path.extension().is_some_and(|extension| extension == "sql") && !hidden {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, LoadError> {
    let bytes =
        std::fs::read(path).map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        LoadError::NotUtf8 { path: path.to_owned(), place: Place::of(&text, valid) }
    })
}
