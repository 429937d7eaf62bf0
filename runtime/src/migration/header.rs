//! The head of a migration file: which revision it is and what it follows.

use crate::migration::directive::FORMAT;
use crate::migration::revision::Revision;

/// What the comments under `-- aludel:migration` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) revision: Revision,
    pub(crate) parents: Vec<Revision>,
    pub(crate) message: String,
    pub(crate) server: Option<u32>,
}

/// The header lines read so far; what is missing at the end is an error.
#[derive(Debug, Default)]
pub(crate) struct HeaderReader {
    revision: Option<Revision>,
    parents: Option<Vec<Revision>>,
    message: Option<String>,
    server: Option<u32>,
}

const KEYS: &str = "`revision`, `parent`, `message` or `server`";

impl HeaderReader {
    /// Takes one comment of the header. The error says what was expected.
    pub(crate) fn take(&mut self, comment: &str) -> Result<(), String> {
        let text = comment.trim_start_matches('-').trim();
        let Some((key, value)) = text.split_once(':') else {
            return Err(format!(
                "expected a header line, {KEYS} with a colon, or an empty line that ends the header"
            ));
        };
        match (key.trim(), value.trim()) {
            ("revision", value) => set(&mut self.revision, key, revision(value)?),
            ("parent", value) => self.take_parent(value),
            ("message", value) => set(&mut self.message, key, value.to_owned()),
            ("server", value) => match value.parse() {
                Ok(major) => set(&mut self.server, key, major),
                Err(_) => Err("expected the major version of a server, as in `server: 17`".into()),
            },
            (key, _) => Err(format!("unknown header key `{key}`, expected {KEYS}")),
        }
    }

    fn take_parent(&mut self, value: &str) -> Result<(), String> {
        match (value, &mut self.parents) {
            ("none", None) => self.parents = Some(Vec::new()),
            ("none", Some(_)) => return Err("`parent: none` cannot follow another parent".into()),
            (value, None) => self.parents = Some(vec![revision(value)?]),
            (_, Some(parents)) if parents.is_empty() => {
                return Err("another parent cannot follow `parent: none`".into());
            }
            (value, Some(parents)) => match revision(value)? {
                parent if parents.contains(&parent) => {
                    return Err(format!("the parent {parent} is named twice"));
                }
                parent => parents.push(parent),
            },
        }
        Ok(())
    }

    /// Ends the header. The error says which line is missing.
    pub(crate) fn finish(self) -> Result<Header, String> {
        let missing = |key: &str, form: &str| format!("the header has no `{key}`: expected {form}");
        Ok(Header {
            revision: self
                .revision
                .ok_or_else(|| missing("revision", "`-- revision: <name of the file>`"))?,
            parents: self.parents.ok_or_else(|| {
                missing("parent", "`-- parent: <revision>`, or `-- parent: none` in the first")
            })?,
            message: self.message.unwrap_or_default(),
            server: self.server,
        })
    }
}

impl Header {
    /// The lines of the header, as they stand at the top of a file.
    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("-- aludel:migration {FORMAT}\n-- revision: {}\n", self.revision);
        if self.parents.is_empty() {
            text.push_str("-- parent: none\n");
        }
        for parent in &self.parents {
            text.extend(["-- parent: ", parent.as_str(), "\n"]);
        }
        text.push_str(format!("-- message: {}", one_line(&self.message)).trim_end());
        text.push('\n');
        if let Some(major) = self.server {
            text.extend(["-- server: ", &major.to_string(), "\n"]);
        }
        text
    }
}

/// The words of a text with single spaces between them, since a comment ends with its line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn revision(text: &str) -> Result<Revision, String> {
    text.parse().map_err(|error: crate::migration::RevisionError| error.to_string())
}

fn set<T>(slot: &mut Option<T>, key: &str, value: T) -> Result<(), String> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("the header has a second `{key}`")),
    }
}
