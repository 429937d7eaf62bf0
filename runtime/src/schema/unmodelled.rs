//! What aludel names and leaves alone.

use serde::{Deserialize, Serialize};

/// Something in the catalog that aludel cannot write yet: it is named, and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmodelled {
    /// Enough of its definition to tell whether two of them differ.
    pub definition: String,
}
