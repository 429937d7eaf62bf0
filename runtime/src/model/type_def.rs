//! Which PostgreSQL type a Rust type stands for.

use super::{Builtin, Builtins, ColumnType};

/// A Rust type that has a PostgreSQL type.
///
/// ```
/// use aludel::model::{PgType, TypeDef};
///
/// struct Celsius(f64);
///
/// impl PgType for Celsius {
///     const TYPE: TypeDef = f64::TYPE;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no PostgreSQL column type",
    label = "this field's type does not implement `PgType`",
    note = "derive `PgType` or `PgEnum` for it, give the type with `#[aludel(type = ..)]`, or leave the field out with `#[aludel(skip)]`",
    note = "types of chrono, jiff, time, uuid, serde_json and rust_decimal need a feature of aludel, such as `with-chrono-0_4`"
)]
pub trait PgType {
    /// The type of a column.
    const TYPE: TypeDef;
    /// Whether a column takes nulls.
    const NULLABLE: bool = false;
    /// Which of PostgreSQL's own types a column of this Rust type can be declared as, with
    /// `#[aludel(type = ..)]`: the one that [`TYPE`](Self::TYPE) is made of, or more.
    const ACCEPTS: Builtins = Builtins::below(Self::TYPE);
    /// A column of this type, for the derive.
    #[doc(hidden)]
    const COLUMN: ColumnType = ColumnType { data_type: Self::TYPE, nullable: Self::NULLABLE };
}

/// A PostgreSQL type, with the definition of those that a program brings along.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum TypeDef {
    /// One of PostgreSQL's own, with its modifiers as `format_type` prints it.
    Builtin(Builtin, &'static str),
    /// A type that is there already, as SQL.
    Sql(&'static str),
    /// An array.
    Array(&'static TypeDef),
    /// An enumerated type.
    Enum(&'static EnumDef),
    /// A domain.
    Domain(&'static DomainDef),
}

/// An enumerated type.
#[derive(Debug, Clone, Copy)]
pub struct EnumDef {
    /// The schema.
    pub schema: &'static str,
    /// The name.
    pub name: &'static str,
    /// The labels in their order.
    pub labels: &'static [LabelDef],
    /// The comment in the database.
    pub comment: Option<&'static str>,
    /// The name before.
    pub renamed_from: Option<&'static str>,
    /// The source file, as rustc was given it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

/// A label of an enumerated type.
#[derive(Debug, Clone, Copy)]
pub struct LabelDef {
    /// The label.
    pub label: &'static str,
    /// The label before.
    pub renamed_from: Option<&'static str>,
    /// The line of the variant, from 1.
    pub line: u32,
}

/// A domain.
#[derive(Debug, Clone, Copy)]
pub struct DomainDef {
    /// The schema.
    pub schema: &'static str,
    /// The name.
    pub name: &'static str,
    /// The type below.
    pub base: TypeDef,
    /// The collation: a schema, if one is given, and a name.
    pub collation: Option<(Option<&'static str>, &'static str)>,
    /// The default, as SQL.
    pub default: Option<&'static str>,
    /// Whether it refuses nulls.
    pub not_null: bool,
    /// Its checks: a name, if one is given, and the condition as SQL.
    pub checks: &'static [(Option<&'static str>, &'static str)],
    /// The comment in the database.
    pub comment: Option<&'static str>,
    /// The name before.
    pub renamed_from: Option<&'static str>,
    /// The source file, as rustc was given it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}
