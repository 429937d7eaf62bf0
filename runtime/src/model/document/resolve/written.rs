//! The text that the derive writes: `TableDef::attributes`.
//!
//! What needs no other model is in the form of the document already.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    model::document::{Action, ColumnAttributes, Constraint, Deferral, Index},
    name::Name,
};

/// What the attributes of a struct and of its fields say.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Attributes {
    pub(super) renamed_from: Option<Name>,
    pub(super) comment: Option<String>,
    pub(super) unlogged: bool,
    pub(super) options: Vec<(String, String)>,
    /// The lines of the fields, in the order of `TableDef::columns`.
    pub(super) lines: Vec<u32>,
    /// By the names of the fields.
    pub(super) columns: BTreeMap<String, Column>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) foreign_keys: Vec<ForeignKey>,
    pub(super) indexes: Vec<Index>,
    pub(super) has_many: Vec<HasMany>,
}

/// What is said of a column.
#[derive(Default, Deserialize)]
pub(super) struct Column {
    /// Its name, where that is not the field's.
    pub(super) name: Option<Name>,
    /// Whether it takes nulls, where that is not what its type says.
    pub(super) nullable: Option<bool>,
    #[serde(flatten)]
    pub(super) attributes: ColumnAttributes,
}

/// A foreign key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignKey {
    #[serde(default)]
    pub(super) name: Option<Name>,
    pub(super) line: u32,
    pub(super) columns: Vec<Name>,
    pub(super) references: Target,
    #[serde(default)]
    pub(super) match_full: bool,
    #[serde(default)]
    pub(super) on_delete: Action,
    #[serde(default)]
    pub(super) on_update: Action,
    #[serde(default)]
    pub(super) deferral: Deferral,
}

/// What a foreign key refers to: fields of a model of `TableDef::models`, or none for its primary
/// key.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Target {
    Model { model: usize, fields: Vec<String> },
    Sql(String),
}

/// A model of `TableDef::models` that refers to this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HasMany {
    pub(super) model: usize,
    pub(super) line: u32,
}
