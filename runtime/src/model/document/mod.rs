//! The metadata document: the models, owned and resolved, as one program tells them to another.
//!
//! It is versioned. A command line that meets a document of another format says so instead of
//! guessing.

mod collation;
mod column;
mod constraint;
#[cfg(feature = "tooling")]
mod default_name;
mod domain;
mod enum_type;
mod error;
mod index;
mod json;
pub(super) mod naming;
mod place;
#[cfg(feature = "tooling")]
mod places;
#[cfg(feature = "tooling")]
mod renames;
mod resolve;
mod table;
mod validate;

use serde::{Deserialize, Serialize};

pub use self::{
    collation::Collation,
    column::{Column, ColumnAttributes, Generated, Identity},
    constraint::{Action, Constraint, ConstraintKind, Deferral, Reference},
    domain::{Domain, DomainCheck},
    enum_type::{EnumType, Label},
    error::{InvalidModels, ModelError, Problem},
    index::{Index, IndexKey, KeyPart},
    json::DocumentError,
    place::Place,
    table::{HasMany, Table},
};
use super::Registry;

/// The format that this version writes and reads.
pub const FORMAT: u32 = 1;

/// Everything that the models of a registry describe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Always [`FORMAT`] here; what another program wrote is checked before it is read.
    pub format: u32,
    /// The extensions that the models need.
    pub extensions: Vec<String>,
    /// The enumerated types, in the order in which columns use them.
    pub enums: Vec<EnumType>,
    /// The domains, each after those that it is made of.
    pub domains: Vec<Domain>,
    /// The tables in the order of the registry.
    pub tables: Vec<Table>,
}

impl Document {
    /// Resolves a registry: fields to columns, names that are not given to those of the convention.
    ///
    /// # Errors
    ///
    /// If a model was derived by another version of aludel than this one.
    pub fn new(registry: &Registry) -> Result<Self, DocumentError> {
        resolve::document(registry)
    }
}
