//! The list of models that `schema!` makes.

use super::{TableDef, TypeDef};

/// The models of a program: what `schema!` makes.
#[derive(Debug, Clone, Copy)]
pub struct Registry {
    /// The models, and the registries taken in.
    pub entries: &'static [Entry],
    /// How indexes and constraints without a name are named.
    pub naming: Naming,
    /// The extensions that the models need.
    pub extensions: &'static [&'static str],
    /// Types that no column has.
    pub types: &'static [TypeDef],
}

/// One entry of a registry.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// A model.
    Model(&'static TableDef),
    /// All of another registry. Its own naming holds for its models.
    Registry(&'static Registry),
}

/// Patterns for the names of indexes and constraints that are given none.
///
/// A pattern is text with `{table}`, `{column}` (the first one), `{columns}` (all, joined by `_`),
/// `{referenced_table}` and `{referenced_columns}`. Where there is no pattern the choice is left to
/// PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the pattern for what its name says")]
pub struct Naming {
    pub primary_key: Option<&'static str>,
    pub unique: Option<&'static str>,
    pub foreign_key: Option<&'static str>,
    pub check: Option<&'static str>,
    pub exclusion: Option<&'static str>,
    pub index: Option<&'static str>,
}

impl Naming {
    /// PostgreSQL's own choice throughout: `app_users_email_idx`, `app_users_pkey`.
    pub const POSTGRES: Self = Self {
        primary_key: None,
        unique: None,
        foreign_key: None,
        check: None,
        exclusion: None,
        index: None,
    };

    /// As `SQLAlchemy` does it: `ix_app_users_email` for indexes, PostgreSQL's choice for the rest.
    pub const SQLALCHEMY: Self = Self { index: Some("ix_{table}_{column}"), ..Self::POSTGRES };
}
