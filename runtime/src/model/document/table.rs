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
    /// Where the struct is.
    pub place: Place,
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
    /// Where that is said.
    pub place: Place,
}
