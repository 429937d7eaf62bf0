//! Columns, and the parts of a column that come and go on their own.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Column {
    /// Where it stands among the columns.
    pub position: Position,
    /// The type with its modifiers, as `format_type` prints it with an empty search path.
    pub data_type: String,
    /// The collation, where it is not that of the type; quoted and qualified as SQL.
    pub collation: Option<String>,
    /// The expression of a generated column.
    pub generated: Option<Generated>,
    /// `plain`, `external`, `extended` or `main`, where it is not that of the type.
    pub storage: Option<String>,
    /// `pglz` or `lz4`, where one is set.
    pub compression: Option<String>,
    /// The statistics target, where one is set.
    pub statistics: Option<i32>,
    /// Options such as `n_distinct=5`.
    pub options: Vec<String>,
}

/// Where a column stands, counted from 1.
///
/// PostgreSQL cannot move a column, so two positions are never a difference: all are equal.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub i16);

impl PartialEq for Position {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Position {}

impl Hash for Position {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// How a column is computed from others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Generated {
    /// Whether the value is kept.
    pub kind: GeneratedKind,
    /// The expression, in the server's print.
    pub expression: String,
}

/// Whether a generated value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GeneratedKind {
    /// Computed when written.
    Stored,
    /// Computed when read; 18 and later.
    Virtual,
}

/// The default of a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Default {
    /// The expression, in the server's print.
    pub expression: String,
}

/// That a column refuses nulls.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NotNull {
    /// The constraint's name where it is not the one that PostgreSQL gives; 18 and later.
    pub name: Option<Name>,
    /// Whether the rows that were there before have been checked; always before 18.
    pub validated: bool,
    /// Whether children are left out; never before 18.
    pub no_inherit: bool,
}

/// That a column is an identity column.
///
/// The options stand only where they are not what PostgreSQL gives to the column's type, so that a
/// column that grows from `integer` to `bigint` keeps an equal identity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// `GENERATED ALWAYS`, not `BY DEFAULT`.
    pub always: bool,
    /// The name of the sequence inside.
    pub sequence: QualifiedName,
    /// The value of a fresh sequence.
    pub start: Option<i64>,
    /// The step, where it is not 1.
    pub increment: Option<i64>,
    /// The least value, inclusive.
    pub minimum: Option<i64>,
    /// The greatest value, inclusive.
    pub maximum: Option<i64>,
    /// How many values a session takes at once, where it is not 1.
    pub cache: Option<i64>,
    /// Whether it starts again at its end.
    pub cycle: bool,
}
