//! The document as JSON, and what can be wrong with such a text.

use serde::Deserialize;
use thiserror::Error;

use super::{Document, FORMAT};

/// Why a text is no document of this format.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The program that wrote it uses another version of aludel.
    #[error("the metadata document has format {found}, this program reads format {FORMAT}")]
    Format {
        /// What the text says.
        found: u32,
    },
    /// The attributes of a model are not those that this version's derive writes.
    #[error("the attributes of the model {model} are not readable")]
    Attributes {
        /// The struct.
        model: &'static str,
        /// What is wrong with them.
        source: serde_json::Error,
    },
    /// It is no metadata document at all, or a damaged one.
    #[error("this is no metadata document")]
    Json(#[source] serde_json::Error),
    /// It could not be written.
    #[error("the metadata document cannot be written")]
    Write(#[source] serde_json::Error),
}

impl DocumentError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Format { found } if *found > FORMAT => {
                "the project depends on a newer aludel: install the cargo-aludel of that version"
            }
            Self::Format { .. } => {
                "the project depends on an older aludel: run `cargo update -p aludel`, or install \
                 the cargo-aludel of that version"
            }
            Self::Attributes { .. } => {
                "use the versions of aludel and of aludel-macros that belong together: `cargo update`"
            }
            Self::Json(_) | Self::Write(_) => {
                "build the program that writes the document again, or remove its cached copy under \
                 target/aludel"
            }
        }
    }
}

/// The part of every format that never changes.
#[derive(Deserialize)]
struct Envelope {
    format: u32,
}

impl Document {
    /// Writes the document as JSON, always the same for the same models.
    ///
    /// # Errors
    ///
    /// Only if serialisation fails, which no document makes it do.
    pub fn to_json(&self) -> Result<String, DocumentError> {
        serde_json::to_string_pretty(self).map_err(DocumentError::Write)
    }

    /// Reads what [`Document::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// If the text is of another format or is no document.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        let envelope: Envelope = serde_json::from_str(text).map_err(DocumentError::Json)?;
        match envelope.format {
            FORMAT => serde_json::from_str(text).map_err(DocumentError::Json),
            found => Err(DocumentError::Format { found }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entry, ModelId, Naming, Registry, TableDef};

    /// What is said of an error, of what lies behind it, and what to do.
    fn told(error: &DocumentError) -> String {
        let source = std::error::Error::source(error).map(ToString::to_string);
        format!("{error}: {}; {}", source.unwrap_or_default(), error.help())
    }

    #[test]
    fn another_format_is_told_by_its_number_whatever_else_it_says() {
        let newer = Document::from_json(r#"{"format": 2, "tables": "elsewhere"}"#).unwrap_err();
        insta::assert_snapshot!(told(&newer), @"the metadata document has format 2, this program reads format 1: ; the project depends on a newer aludel: install the cargo-aludel of that version");
        let older = Document::from_json(r#"{"format": 0}"#).unwrap_err();
        insta::assert_snapshot!(told(&older), @"the metadata document has format 0, this program reads format 1: ; the project depends on an older aludel: run `cargo update -p aludel`, or install the cargo-aludel of that version");
    }

    #[test]
    fn what_is_no_document_is_told_with_the_place() {
        let damaged = Document::from_json("{\"format\": 1, \"tables\": [").unwrap_err();
        insta::assert_snapshot!(told(&damaged), @"this is no metadata document: EOF while parsing a list at line 1 column 25; build the program that writes the document again, or remove its cached copy under target/aludel");
        let other = Document::from_json(r#"{"format": 1}"#).unwrap_err();
        insta::assert_snapshot!(told(&other), @"this is no metadata document: missing field `extensions` at line 1 column 13; build the program that writes the document again, or remove its cached copy under target/aludel");
    }

    /// A registry of one model, as another version of the derive might have written it.
    fn written(attributes: &'static str) -> DocumentError {
        let id =
            ModelId { model: "Item", schema: "public", table: "item", file: "item.rs", line: 1 };
        let def = TableDef { id, columns: &[], primary_key: None, models: &[], attributes };
        let entries = Vec::leak(vec![Entry::Model(Box::leak(Box::new(def)))]);
        let naming = Naming::POSTGRES;
        Document::new(&Registry { entries, naming, extensions: &[], types: &[] }).unwrap_err()
    }

    #[test]
    fn attributes_of_another_version_are_refused() {
        insta::assert_snapshot!(told(&written(r#"{"colour": "red"}"#)), @"the attributes of the model Item are not readable: unknown field `colour`, expected one of `renamed_from`, `comment`, `unlogged`, `options`, `lines`, `columns`, `constraints`, `foreign_keys`, `indexes`, `has_many` at line 1 column 9; use the versions of aludel and of aludel-macros that belong together: `cargo update`");
        insta::assert_snapshot!(told(&written(r#"{"has_many": [{"model": 3, "line": 1}]}"#)), @"the attributes of the model Item are not readable: no model 3; use the versions of aludel and of aludel-macros that belong together: `cargo update`");
    }
}
