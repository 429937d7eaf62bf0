//! What a history says once everything is applied as it stands.

use crate::migration::checksum::Checksum;
use crate::migration::folder::Folder;
use crate::migration::revision::Revision;

/// A chain of migrations, as far as one row of an answer can confirm it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seal<'a> {
    /// The single head.
    pub(crate) head: &'a str,
    /// The checksum of the texts up to it.
    pub(crate) chain: Checksum,
    /// Every revision.
    pub(crate) revisions: Vec<&'a str>,
}

impl Folder {
    /// The seal of these files; none where there is no file, or more than one head.
    pub(crate) fn seal(&self) -> Option<Seal<'_>> {
        let head = self.graph().head().ok()??;
        let revisions = self.graph().order().iter().map(Revision::as_str).collect();
        Some(Seal { head: head.as_str(), chain: self.chain(head)?, revisions })
    }
}
