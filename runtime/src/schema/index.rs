//! Indexes that stand on their own.

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};

/// An index.
///
/// Read from the raw columns of `pg_index`, not from `pg_get_indexdef`: that one waits behind any
/// lock on the table, and is half the cost of a whole read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Index {
    /// The table, in the same schema as the index.
    pub table: QualifiedName,
    /// The access method.
    pub method: String,
    /// Whether it refuses duplicates.
    pub unique: bool,
    /// Whether nulls count as equal there; 15 and later.
    pub nulls_not_distinct: bool,
    /// What it is built over, in order.
    pub keys: Vec<IndexKey>,
    /// The columns that it only carries.
    pub include: Vec<Name>,
    /// The predicate of a partial index, in the server's print.
    pub predicate: Option<String>,
    /// Storage parameters as `name=value`.
    pub options: Vec<String>,
    /// Whether it is complete; a build that failed leaves one that is not.
    pub valid: bool,
}

/// One key of an index.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IndexKey {
    /// A column or an expression.
    pub part: KeyPart,
    /// The collation, where it is not that of the part; quoted and qualified as SQL.
    pub collation: Option<String>,
    /// The operator class with its parameters, where it is not the default of the type; as SQL.
    pub operator_class: Option<String>,
    /// Whether it sorts downwards.
    pub descending: bool,
    /// Whether nulls come first. What the direction implies is the default: first when descending.
    pub nulls_first: bool,
    /// The statistics target of an expression, where one is set.
    pub statistics: Option<i32>,
}

/// What an index key is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KeyPart {
    /// A column.
    Column(Name),
    /// An expression in the server's print; in parentheses unless it is a plain function call.
    Expression(String),
}
