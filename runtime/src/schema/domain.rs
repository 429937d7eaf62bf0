//! Domains and their constraints.

use serde::{Deserialize, Serialize};

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Domain {
    /// The base type with its modifiers, as `format_type` prints it.
    pub base_type: String,
    /// The collation, where it is not that of the base type; quoted and qualified as SQL.
    pub collation: Option<String>,
    /// The default expression, in the server's print.
    pub default: Option<String>,
    /// Whether nulls are refused.
    pub not_null: bool,
}

/// A check constraint of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DomainConstraint {
    /// `CHECK (…)` in the server's print, without `NOT VALID`.
    pub definition: String,
    /// Whether the rows that were there before have been checked.
    pub validated: bool,
}
