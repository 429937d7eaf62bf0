//! Tables as the derive writes them down.

use super::{CheckDef, ColumnDef, ExclusionDef, ForeignKeyDef, IndexDef, KeyDef};

/// A struct that describes a table; derive it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "this type does not implement `Model`",
    note = "add `#[derive(aludel::Model)]` to `{Self}`"
)]
pub trait Model {
    /// What other models say when they refer to this one.
    const ID: ModelId;
    /// The table.
    const TABLE: &'static TableDef;
}

/// How a model is told from others. It stands apart from the table, so that two models can refer to
/// each other without a cycle between constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelId {
    /// The name of the struct.
    pub model: &'static str,
    /// The schema of the table.
    pub schema: &'static str,
    /// The name of the table.
    pub table: &'static str,
    /// The source file, as rustc was given it.
    pub file: &'static str,
    /// The line of the struct's name, from 1.
    pub line: u32,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct TableDef {
    /// Which one.
    pub id: ModelId,
    /// The columns in the order of the fields.
    pub columns: &'static [ColumnDef],
    /// Everything else, in the order of the source.
    pub parts: &'static [TablePart],
}

/// One thing that an attribute says of a table.
#[derive(Debug, Clone, Copy)]
pub enum TablePart {
    /// The primary key.
    PrimaryKey(KeyDef),
    /// A unique constraint.
    Unique(KeyDef),
    /// A foreign key.
    ForeignKey(ForeignKeyDef),
    /// A check constraint.
    Check(CheckDef),
    /// An exclusion constraint.
    Exclusion(ExclusionDef),
    /// An index.
    Index(IndexDef),
    /// The comment in the database.
    Comment(&'static str),
    /// The table's name before.
    RenamedFrom(&'static str),
    /// Not written to the log, empty after a crash.
    Unlogged,
    /// Storage parameters as written: `fillfactor`, `70`.
    Options(&'static [(&'static str, &'static str)]),
    /// Another model refers to this one. There is no DDL for that.
    HasMany(ModelId, u32),
}
