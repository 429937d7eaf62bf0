//! Enumerated types.

use serde::{Deserialize, Serialize};

/// An enumerated type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EnumType {
    /// The labels in their sort order.
    pub labels: Vec<String>,
}
