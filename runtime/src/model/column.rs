//! Columns as the derive writes them down.

use super::TypeDef;

/// What of a column depends on the Rust type of its field.
#[derive(Debug, Clone, Copy)]
pub struct ColumnType {
    /// The type.
    pub data_type: TypeDef,
    /// Whether it takes nulls.
    pub nullable: bool,
}
