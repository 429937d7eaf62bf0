//! Tables of the document.

use serde::{Deserialize, Serialize};

use super::{Column, Constraint, Index, Place};
use crate::name::{Name, QualifiedName};

/// A table, as a model describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The name of the struct.
    pub model: String,
    /// The name of the table.
    pub name: QualifiedName,
    /// The source file, as rustc was given it: relative to the workspace for its members.
    pub file: String,
    /// The line of the struct, from 1. All other lines of the table are of the same file.
    pub line: u32,
    /// The table's name before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<Name>,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Not written to the log.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlogged: bool,
    /// Storage parameters, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<(String, String)>,
    /// The columns in the order of the fields.
    pub columns: Vec<Column>,
    /// The constraints in the order of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// The indexes in the order of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Index>,
    /// The models that say `has_many` of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub has_many: Vec<HasMany>,
}

/// That rows of another table belong to rows of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HasMany {
    /// The struct that refers here.
    pub model: String,
    /// Its table.
    pub table: QualifiedName,
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl Table {
    /// Where the struct is.
    pub fn place(&self) -> Place {
        self.place_at(self.line)
    }

    /// Where a line of the struct is.
    pub fn place_at(&self, line: u32) -> Place {
        Place::new(self.file.clone(), line)
    }
}
