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
