//! Migrations that are built into a program.

use crate::migration::file::File;
use crate::migration::folder::Folder;
use crate::migration::load::LoadError;

/// The migrations that `embed_migrations!` has built into a program.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    path: &'static str,
    head: Option<&'static str>,
    files: &'static [(&'static str, &'static str)],
}

impl Migrations {
    /// For the macro: the folder, the text of `HEAD`, and the name and text of each file.
    #[doc(hidden)]
    pub const fn new(
        path: &'static str,
        head: Option<&'static str>,
        files: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { path, head, files }
    }

    /// Reads and links the files, as [`Folder::load`] does with those of a disk.
    ///
    /// # Errors
    ///
    /// As [`Folder::load`]. The macro has refused most of it at compile time already.
    pub fn folder(&self) -> Result<Folder, LoadError> {
        let parse = |&(name, text)| File::parse(format!("{}/{name}", self.path), text);
        let files = self.files.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let folder = Folder::link(self.path, files, self.head.map(str::to_owned))?;
        folder.check_head()?;
        Ok(folder)
    }
}
