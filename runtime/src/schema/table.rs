//! Tables and comments.

use serde::{Deserialize, Serialize};

/// An ordinary table. Its columns, constraints and indexes are objects of their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// Logged or not.
    pub persistence: Persistence,
    /// Storage parameters as `name=value`; those of the TOAST table start with `toast.`.
    pub options: Vec<String>,
}

/// Whether a relation survives a crash. Temporary relations belong to a session and are never read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Persistence {
    /// Written to the log.
    Logged,
    /// `UNLOGGED`: emptied after a crash.
    Unlogged,
}

/// A comment on an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Comment {
    /// The text.
    pub text: String,
}
