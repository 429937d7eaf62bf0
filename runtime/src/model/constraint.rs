//! Constraints as the derive writes them down.

use serde::{Deserialize, Serialize};

use super::ModelId;

/// A primary key or a unique constraint.
#[derive(Debug, Clone, Copy)]
pub struct KeyDef {
    /// The name, if one is given.
    pub name: Option<&'static str>,
    /// The columns.
    pub columns: &'static [&'static str],
    /// The columns that the index inside only carries.
    pub include: &'static [&'static str],
    /// Whether nulls count as equal.
    pub nulls_not_distinct: bool,
    /// When it is checked.
    pub deferral: Deferral,
    /// Storage parameters of the index inside.
    pub options: &'static [(&'static str, &'static str)],
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl KeyDef {
    /// A plain key.
    pub const fn on(columns: &'static [&'static str], line: u32) -> Self {
        Self {
            name: None,
            columns,
            include: &[],
            nulls_not_distinct: false,
            deferral: Deferral::Never,
            options: &[],
            line,
        }
    }
}

/// A foreign key.
#[derive(Debug, Clone, Copy)]
pub struct ForeignKeyDef {
    /// The name, if one is given.
    pub name: Option<&'static str>,
    /// The columns that refer.
    pub columns: &'static [&'static str],
    /// What they refer to.
    pub target: Target,
    /// `MATCH FULL`, not `MATCH SIMPLE`.
    pub match_full: bool,
    /// What happens when the row referred to goes.
    pub on_delete: Action,
    /// What happens when its key changes.
    pub on_update: Action,
    /// When it is checked.
    pub deferral: Deferral,
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl ForeignKeyDef {
    /// A plain foreign key.
    pub const fn on(columns: &'static [&'static str], target: Target, line: u32) -> Self {
        Self {
            name: None,
            columns,
            target,
            match_full: false,
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            deferral: Deferral::Never,
            line,
        }
    }
}

/// What a foreign key refers to.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// A model.
    Model(ModelId, TargetColumns),
    /// A table that no model describes, with its columns, as SQL.
    Sql(&'static str),
}

/// Which columns of a model a foreign key refers to.
#[derive(Debug, Clone, Copy)]
pub enum TargetColumns {
    /// Those of its primary key.
    PrimaryKey,
    /// Those of these fields.
    Fields(&'static [&'static str]),
}

/// What a foreign key does to the rows that refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Refuse at the end of the statement; what PostgreSQL does if nothing is said.
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Let them follow.
    Cascade,
    /// Put nulls into these columns, or into all if none is named.
    SetNull(&'static [&'static str]),
    /// Put the defaults into these columns, or into all if none is named.
    SetDefault(&'static [&'static str]),
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

/// A check constraint.
#[derive(Debug, Clone, Copy)]
pub struct CheckDef {
    /// The name, if one is given.
    pub name: Option<&'static str>,
    /// The condition, as SQL.
    pub sql: &'static str,
    /// Whether children are left out.
    pub no_inherit: bool,
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl CheckDef {
    /// A plain check.
    pub const fn new(sql: &'static str, line: u32) -> Self {
        Self { name: None, sql, no_inherit: false, line }
    }
}

/// An exclusion constraint.
#[derive(Debug, Clone, Copy)]
pub struct ExclusionDef {
    /// The name, if one is given.
    pub name: Option<&'static str>,
    /// The access method, `gist` if PostgreSQL is to be asked nothing else.
    pub method: &'static str,
    /// The elements with their operators, as SQL.
    pub sql: &'static str,
    /// The columns that the index inside only carries.
    pub include: &'static [&'static str],
    /// Which rows it is about, as SQL.
    pub predicate: Option<&'static str>,
    /// When it is checked.
    pub deferral: Deferral,
    /// Storage parameters of the index inside.
    pub options: &'static [(&'static str, &'static str)],
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl ExclusionDef {
    /// A plain exclusion constraint.
    pub const fn new(method: &'static str, sql: &'static str, line: u32) -> Self {
        Self {
            name: None,
            method,
            sql,
            include: &[],
            predicate: None,
            deferral: Deferral::Never,
            options: &[],
            line,
        }
    }
}
