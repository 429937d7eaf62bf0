//! Constraints of tables.

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};

/// A constraint, as the server prints it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Constraint {
    /// What it is.
    pub kind: ConstraintKind,
    /// `pg_get_constraintdef` without `DEFERRABLE`, `INITIALLY DEFERRED`, `NOT VALID` and the storage
    /// parameters.
    pub definition: String,
    /// The constrained columns in their order; empty for an expression over the whole row.
    pub columns: Vec<Name>,
    /// The table that a foreign key refers to.
    pub references: Option<QualifiedName>,
    /// When it is checked.
    pub deferral: Deferral,
    /// Whether the rows that were there before have been checked.
    pub validated: bool,
    /// Storage parameters of the index inside, as `name=value`.
    pub index_options: Vec<String>,
}

/// What a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ConstraintKind {
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    Exclusion,
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deferral {
    /// `NOT DEFERRABLE`.
    Never,
    /// `DEFERRABLE INITIALLY IMMEDIATE`.
    Immediate,
    /// `DEFERRABLE INITIALLY DEFERRED`.
    Deferred,
}
