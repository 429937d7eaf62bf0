//! Constraints of the document.

use serde::{Deserialize, Serialize};

use super::Place;
use crate::name::{Name, QualifiedName};

/// A constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// The name, given or by convention; PostgreSQL chooses where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The line of the attribute, from 1.
    pub line: u32,
    /// What it is.
    #[serde(flatten)]
    pub kind: ConstraintKind,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferral::is_never")]
    pub deferral: Deferral,
    /// Storage parameters of the index inside, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<(String, String)>,
}

/// What a constraint is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConstraintKind {
    /// `PRIMARY KEY`.
    PrimaryKey {
        /// The columns.
        columns: Vec<Name>,
        /// The columns that the index inside only carries.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<Name>,
    },
    /// `UNIQUE`.
    Unique {
        /// The columns.
        columns: Vec<Name>,
        /// The columns that the index inside only carries.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<Name>,
        /// Whether nulls count as equal.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        nulls_not_distinct: bool,
    },
    /// `FOREIGN KEY`.
    ForeignKey {
        /// The columns that refer.
        columns: Vec<Name>,
        /// What they refer to.
        references: Reference,
        /// `MATCH FULL`, not `MATCH SIMPLE`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        match_full: bool,
        /// What happens when the row referred to goes.
        #[serde(default, skip_serializing_if = "Action::is_default")]
        on_delete: Action,
        /// What happens when its key changes.
        #[serde(default, skip_serializing_if = "Action::is_default")]
        on_update: Action,
    },
    /// `CHECK`.
    Check {
        /// The condition, as SQL.
        expression: String,
        /// Whether children are left out.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        no_inherit: bool,
    },
    /// `EXCLUDE`.
    Exclusion {
        /// The access method.
        method: String,
        /// The elements with their operators, as SQL.
        elements: String,
        /// The columns that the index inside only carries.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<Name>,
        /// Which rows it is about, as SQL.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<String>,
    },
}

/// What a foreign key refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The table of a model.
    Model {
        /// The name of the struct.
        model: String,
        /// Where the struct is.
        place: Place,
        /// The table.
        table: QualifiedName,
        /// The columns; none means its primary key.
        columns: Vec<Name>,
    },
    /// A table that no model describes, as SQL.
    Sql(String),
}

/// What a foreign key does to the rows that refer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Refuse at the end of the statement.
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Let them follow.
    Cascade,
    /// Put nulls into these columns, or into all if none is named.
    SetNull(Vec<Name>),
    /// Put the defaults into these columns, or into all if none is named.
    SetDefault(Vec<Name>),
}

impl Action {
    /// Whether nothing needs to be said of it.
    pub fn is_default(&self) -> bool {
        *self == Self::NoAction
    }
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferral {
    /// With each statement, always.
    #[default]
    Never,
    /// With each statement, unless a transaction asks otherwise.
    Immediate,
    /// At the end of the transaction.
    Deferred,
}

impl Deferral {
    /// Whether nothing needs to be said of it.
    pub fn is_never(&self) -> bool {
        *self == Self::Never
    }
}
