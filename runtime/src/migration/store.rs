//! A migration -> a file in the folder, and `HEAD`.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::migration::checksum::Checksum;
use crate::migration::file::File;
use crate::migration::folder::Folder;
use crate::migration::head::HEAD;
use crate::migration::load::LoadError;
use crate::migration::parse::ParseError;
use crate::migration::revision::Revision;
use crate::migration::script::Migration;

/// A migration that was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The text of the migration would not read back.
    #[error("the migration cannot be written as a file")]
    Unreadable(#[source] ParseError),
    /// The text of the migration would read back as another migration.
    #[error("the file of {revision} would not hold the same statements")]
    Altered {
        /// The migration.
        revision: Revision,
    },
    /// It does not fit to the migrations that are there.
    #[error(transparent)]
    Unsound(#[from] LoadError),
    /// There is such a file already.
    #[error("{} exists", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk refuses.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why it cannot.
        source: io::Error,
    },
}

impl Folder {
    /// Writes a migration and makes it the head: first the file, then `HEAD`, each whole or not at
    /// all. Returns the path of the file.
    ///
    /// # Errors
    ///
    /// The migration would not read back as it is, does not fit to the others, exists, or the disk
    /// refuses.
    pub fn write(&mut self, migration: &Migration) -> Result<PathBuf, WriteError> {
        let path = self.path().join(migration.revision.file_name());
        let file =
            File::parse(path.clone(), migration.to_text()).map_err(WriteError::Unreadable)?;
        let same = file.migration().parents == migration.parents
            && file.migration().revision == migration.revision
            && file.checksum() == Checksum::of(migration);
        if !same {
            return Err(WriteError::Altered { revision: migration.revision.clone() });
        }
        let text = file.text().to_owned();
        let next = self.with(file)?;
        if path.exists() {
            return Err(WriteError::Exists { path });
        }
        std::fs::create_dir_all(self.path())
            .map_err(|source| WriteError::Write { path: self.path().to_owned(), source })?;
        replace(&path, &text)?;
        replace(&self.path().join(HEAD), &format!("{}\n", migration.revision))?;
        *self = next;
        Ok(path)
    }
}

/// Writes beside the file, then renames: a reader sees the old text or the new one.
fn replace(path: &Path, text: &str) -> Result<(), WriteError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}.draft", std::process::id()));
    let write = || {
        let mut file = std::fs::File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, path)
    };
    write().map_err(|source| {
        // The draft is of no use to anyone; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&draft);
        WriteError::Write { path: path.to_owned(), source }
    })
}
