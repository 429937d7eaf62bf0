//! Columns as the derive writes them down.

use super::{
    PgType, TypeDef,
    assert::{Facts, type_fits},
};

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct ColumnDef {
    /// The name of the field.
    pub field: &'static str,
    /// The name of the column.
    pub name: &'static str,
    /// The line of the field, from 1.
    pub line: u32,
    /// The type.
    pub data_type: TypeDef,
    /// Whether it takes nulls.
    pub nullable: bool,
    /// Everything else.
    pub parts: &'static [ColumnPart],
}

impl ColumnDef {
    /// A column whose type follows from the Rust type.
    pub const fn of<T: PgType>(name: &'static str, line: u32) -> Self {
        Self { field: name, name, line, data_type: T::TYPE, nullable: T::NULLABLE, parts: &[] }
    }

    /// A column whose type is given, and is not checked.
    pub const fn typed(name: &'static str, line: u32, sql: &'static str, facts: Facts) -> Self {
        let data_type = TypeDef::Sql(sql);
        Self { field: name, name, line, data_type, nullable: facts.nullable(), parts: &[] }
    }

    /// A column whose type is given and agrees with that of the field.
    ///
    /// # Panics
    ///
    /// With `message`, at compile time, if the field's type is read and written as another.
    #[must_use]
    pub const fn declared(
        name: &'static str,
        line: u32,
        sql: &'static str,
        facts: Facts,
        message: &'static str,
    ) -> Self {
        type_fits(facts, sql, message);
        Self::typed(name, line, sql, facts)
    }

    /// The same column with what its attributes say.
    #[must_use]
    pub const fn with(self, parts: &'static [ColumnPart]) -> Self {
        Self { parts, ..self }
    }

    /// The same column, made from a field of another name.
    #[must_use]
    pub const fn from_field(self, field: &'static str) -> Self {
        Self { field, ..self }
    }

    /// The same column, which takes nulls or does not, whatever the Rust type says.
    #[must_use]
    pub const fn with_nullable(self, nullable: bool) -> Self {
        Self { nullable, ..self }
    }
}

/// One thing that an attribute says of a column.
#[derive(Debug, Clone, Copy)]
pub enum ColumnPart {
    /// Numbered by a sequence of its own: `serial`.
    Serial,
    /// Numbered by the SQL standard's means.
    Identity(IdentityDef),
    /// The default, as SQL.
    Default(&'static str),
    /// The expression that it is generated from, as SQL, and whether the value is stored.
    Generated {
        /// The expression.
        sql: &'static str,
        /// Computed when written; otherwise when read.
        stored: bool,
    },
    /// The collation: a schema, if one is given, and a name.
    Collation(Option<&'static str>, &'static str),
    /// The comment in the database.
    Comment(&'static str),
    /// How long values are kept: `plain`, `external`, `extended` or `main`.
    Storage(&'static str),
    /// How long values are compressed: `pglz` or `lz4`.
    Compression(&'static str),
    /// The statistics target.
    Statistics(i32),
    /// The column's name before.
    RenamedFrom(&'static str),
}

/// The options of an identity column. What is not given is left to PostgreSQL.
#[derive(Debug, Clone, Copy)]
pub struct IdentityDef {
    /// `GENERATED ALWAYS`, not `BY DEFAULT`.
    pub always: bool,
    /// The first value.
    pub start: Option<i64>,
    /// The step.
    pub increment: Option<i64>,
    /// The least value, inclusive.
    pub minimum: Option<i64>,
    /// The greatest value, inclusive.
    pub maximum: Option<i64>,
    /// How many values a session takes at once.
    pub cache: Option<i64>,
    /// Whether it starts again at its end.
    pub cycle: bool,
}

impl IdentityDef {
    /// Without options.
    pub const fn new(always: bool) -> Self {
        Self {
            always,
            start: None,
            increment: None,
            minimum: None,
            maximum: None,
            cache: None,
            cycle: false,
        }
    }
}
