//! Schemas and extensions.

use serde::{Deserialize, Serialize};

use crate::name::Name;

/// A schema. It has nothing but its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Namespace {}

/// An installed extension.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extension {
    /// The installed version.
    pub version: String,
    /// The schema that holds its objects.
    pub namespace: Name,
}
