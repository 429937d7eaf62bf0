//! Sequences and the columns that own them.

use serde::{Deserialize, Serialize};

use super::Persistence;
use crate::name::{Name, QualifiedName};

/// A sequence that stands on its own or belongs to a `serial` column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sequence {
    /// `smallint`, `integer` or `bigint`.
    pub data_type: String,
    /// The value of a fresh sequence.
    pub start: i64,
    /// The step.
    pub increment: i64,
    /// The least value, inclusive.
    pub minimum: i64,
    /// The greatest value, inclusive.
    pub maximum: i64,
    /// How many values a session takes at once.
    pub cache: i64,
    /// Whether it starts again at its end.
    pub cycle: bool,
    /// Logged or not; always logged before 15.
    pub persistence: Persistence,
}

/// `OWNED BY`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SequenceOwner {
    /// The table of the owning column.
    pub table: QualifiedName,
    /// The owning column.
    pub column: Name,
}
