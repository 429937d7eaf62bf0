//! Tables as the derive writes them down.

use super::ColumnType;

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
///
/// What the compiler must know, to check and to resolve types, stands in fields. The rest is one
/// text, which costs the compiler next to nothing: 200 structs of 10 fields take 0.98 of the time of
/// `#[derive(Serialize)]` (`tests/compile-time/measure`). As constants of nested values they took
/// 1.82 of it.
#[derive(Debug, Clone, Copy)]
pub struct TableDef {
    /// Which one.
    pub id: ModelId,
    /// The names of the fields that are columns, in their order, with what their types say.
    pub columns: &'static [(&'static str, ColumnType)],
    /// The column that alone is the primary key.
    pub primary_key: Option<usize>,
    /// The models that the attributes speak of, by their place here.
    pub models: &'static [ModelId],
    /// What the attributes say, as the JSON that [`Document::new`](super::document::Document::new)
    /// reads.
    pub attributes: &'static str,
}
