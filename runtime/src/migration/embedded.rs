//! Migrations that are built into a program.

use crate::migration::checksum::Checksum;
use crate::migration::file::File;
use crate::migration::folder::Folder;
use crate::migration::load::LoadError;
use crate::migration::seal::Seal;

/// The migrations that `embed_migrations!` has built into a program.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    path: &'static str,
    head: Option<&'static str>,
    files: &'static [Embedded],
}

/// A revision, its text, and the places of its parents, all of which stand before it.
type Embedded = (&'static str, &'static str, &'static [usize]);

impl Migrations {
    /// For the macro: the folder, the text of `HEAD`, and each revision with its text and the
    /// places of its parents, parents before children.
    #[doc(hidden)]
    pub const fn new(
        path: &'static str,
        head: Option<&'static str>,
        files: &'static [(&'static str, &'static str, &'static [usize])],
    ) -> Self {
        Self { path, head, files }
    }

    /// Reads and links the files, as [`Folder::load`] does with those of a disk.
    ///
    /// # Errors
    ///
    /// As [`Folder::load`]. The macro has refused most of it at compile time already.
    pub fn folder(&self) -> Result<Folder, LoadError> {
        let parse = |&(revision, text, _): &Embedded| {
            File::parse(format!("{}/{revision}.sql", self.path), text)
        };
        let files = self.files.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let folder = Folder::link(self.path, files, self.head.map(str::to_owned))?;
        folder.check_head()?;
        Ok(folder)
    }

    /// The seal of these texts, the same as that of [`Migrations::folder`], but no SQL is read for
    /// it; none where there is no head.
    pub(crate) fn seal(&self) -> Option<Seal<'static>> {
        let head = self.head?.trim();
        let mut chains: Vec<Checksum> = Vec::with_capacity(self.files.len());
        for &(revision, text, parents) in self.files {
            let parents = parents.iter().filter_map(|&place| chains.get(place).copied());
            chains.push(Checksum::chained(revision, text, parents));
        }
        let revisions: Vec<&str> = self.files.iter().map(|&(revision, ..)| revision).collect();
        let place = revisions.iter().position(|revision| *revision == head)?;
        Some(Seal { head, chain: *chains.get(place)?, revisions })
    }
}
