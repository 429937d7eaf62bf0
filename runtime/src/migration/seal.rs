//! What a history says once everything is applied as it stands, small enough for one row.

use std::iter::once;

use crate::migration::checksum::Checksum;
use crate::migration::folder::Folder;
use crate::migration::revision::Revision;

/// The end of a chain of migrations, and checksums of all that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seal {
    /// The single head.
    pub(crate) head: Revision,
    /// The checksum of the texts up to it.
    pub(crate) chain: Checksum,
    /// The checksum of [`lineage`]: which revisions there are, and what each follows.
    pub(crate) lineage: Checksum,
}

/// Puts revisions and their parents into one text, the same for any order of the revisions.
///
/// The history puts the same text together on the server. Neither space nor semicolon can stand in
/// a name.
pub(crate) fn lineage<'a>(revisions: impl Iterator<Item = (&'a str, Vec<&'a str>)>) -> String {
    let line = |(revision, parents)| once(revision).chain(parents).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = revisions.map(line).collect();
    lines.sort_unstable();
    lines.join(";")
}

impl Folder {
    /// The seal of these files; none where there is no file, or more than one head.
    pub(crate) fn seal(&self) -> Option<Seal> {
        let head = self.graph().head().ok()??;
        let revisions = self.graph().order().iter().map(|revision| {
            let parents = self.graph().parents(revision).iter().map(Revision::as_str);
            (revision.as_str(), parents.collect())
        });
        let lineage = Checksum::of_text(&lineage(revisions));
        Some(Seal { head: head.clone(), chain: self.chain(head)?, lineage })
    }
}

#[cfg(test)]
mod tests {
    use super::lineage;

    #[test]
    fn lineage_tells_what_follows_what() {
        let of = |revisions: &[(&'static str, &[&'static str])]| {
            lineage(revisions.iter().map(|(revision, parents)| (*revision, parents.to_vec())))
        };
        assert_eq!(of(&[("b", &["a"]), ("a", &[]), ("c", &["b", "a"])]), "a;b a;c b a");
        assert_eq!(of(&[]), "");
    }
}
