//! What a migration is called.

use std::fmt;
use std::path::Path;

use crate::migration::timestamp::Timestamp;

/// The longest part of a file name that a message may become.
const MAX_SLUG_BYTES: usize = 48;

/// The name of one migration: a UTC timestamp and a slug, which is also the stem of its file.
///
/// ```
/// use aludel::migration::Revision;
///
/// let revision: Revision = "20260731094512_create_users".parse()?;
/// assert_eq!(revision.file_name(), "20260731094512_create_users.sql");
/// # Ok::<(), aludel::migration::RevisionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(String);

/// A text that cannot name a migration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a revision: {reason}")]
pub struct RevisionError {
    /// What was read.
    pub text: String,
    /// What a revision may not be.
    pub reason: &'static str,
}

impl Revision {
    /// Names a migration after the moment it was written and what it is for.
    ///
    /// A message without one ASCII letter or digit leaves the timestamp alone.
    pub fn new(at: Timestamp, message: &str) -> Self {
        match slug(message) {
            slug if slug.is_empty() => Self(at.to_string()),
            slug => Self(format!("{at}_{slug}")),
        }
    }

    /// The exact text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file that holds the migration.
    pub fn file_name(&self) -> String {
        format!("{}.sql", self.0)
    }

    /// The revision that a file is named for, if the name can be one.
    pub fn of_file(path: &Path) -> Option<Self> {
        path.file_stem()?.to_str()?.parse().ok()
    }

    /// The moment in the name, where there is one.
    pub fn timestamp(&self) -> Option<Timestamp> {
        Timestamp::parse(self.0.get(..14)?)
    }
}

impl std::str::FromStr for Revision {
    type Err = RevisionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let reason = match text {
            "" => "it is empty",
            "head" | "base" | "none" | "HEAD" => "the word is reserved",
            _ if text.len() > 200 => "it is longer than 200 bytes",
            _ if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
                "it must start with a letter or a digit"
            }
            _ if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b)) => {
                "only letters, digits, `_`, `-` and `.` may stand in it"
            }
            _ => return Ok(Self(text.to_owned())),
        };
        Err(RevisionError { text: text.to_owned(), reason })
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the message in lower-case ASCII words, cut at the end of one.
fn slug(message: &str) -> String {
    let mut slug = String::new();
    for word in message.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = &word[..word.len().min(MAX_SLUG_BYTES)];
        if slug.len() + 1 + word.len() > MAX_SLUG_BYTES && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(message: &str) -> String {
        let at = Timestamp::from_unix(1_785_491_112);
        Revision::new(at, message).to_string()
    }

    #[test]
    fn message_becomes_a_slug() {
        assert_eq!(name("Create users & their e-mail"), "20260731094512_create_users_their_e_mail");
        assert_eq!(name("🧪"), "20260731094512");
        assert_eq!(name(&"x".repeat(99)).len(), 15 + MAX_SLUG_BYTES);
        assert_eq!(
            name("a word more than fits into the name of a file is cut at a word"),
            "20260731094512_a_word_more_than_fits_into_the_name_of_a_file_is"
        );
    }

    #[test]
    fn names_that_would_break_a_command_are_refused() {
        for text in ["", "head", "base", "-1", "+1", "a b", "a/b", "../x", "é"] {
            assert!(text.parse::<Revision>().is_err(), "{text}");
        }
        assert_eq!(
            "a b".parse::<Revision>().unwrap_err().to_string(),
            "\"a b\" is not a revision: only letters, digits, `_`, `-` and `.` may stand in it"
        );
    }

    #[test]
    fn every_new_name_is_a_revision() {
        for message in ["create users", "🧪", "  ", "A-B"] {
            assert!(name(message).parse::<Revision>().is_ok(), "{message}");
        }
    }
}
