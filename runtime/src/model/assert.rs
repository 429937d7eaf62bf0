//! What the compiler checks for us: constant functions that the derive calls, each with the message
//! to fail with.

use std::marker::PhantomData;

use super::{ColumnDef, PgType, TableDef, TablePart, TypeDef};

/// Asks whether a type has a PostgreSQL type, without requiring one: the inherent constant wins
/// where it applies, that of [`Unknown`] is there for all others.
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: PgType + ?Sized> Probe<T> {
    /// The type's own PostgreSQL type, what else it can be declared as, and whether it takes nulls.
    pub const KNOWN: Option<(TypeDef, &'static [&'static str], bool)> =
        Some((T::TYPE, T::ALSO, T::NULLABLE));
}

/// Asks whether a type is an `Option`, under whatever alias.
#[derive(Debug)]
pub struct OptionProbe<T: ?Sized>(PhantomData<T>);

impl<T> OptionProbe<Option<T>> {
    /// It is.
    pub const IS_OPTION: bool = true;
}

/// The answers of the probes for every other type.
pub trait Unknown {
    /// Nothing is known.
    const KNOWN: Option<(TypeDef, &'static [&'static str], bool)> = None;
    /// It is not.
    const IS_OPTION: bool = false;
}

impl<T: ?Sized> Unknown for Probe<T> {}

impl<T: ?Sized> Unknown for OptionProbe<T> {}

/// What the two probes answer for one type.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// What [`Probe`] answers.
    pub known: Option<(TypeDef, &'static [&'static str], bool)>,
    /// What [`OptionProbe`] answers.
    pub option: bool,
}

impl Facts {
    /// Whether a column of this Rust type takes nulls.
    pub(super) const fn nullable(self) -> bool {
        match self.known {
            Some((_, _, nullable)) => nullable || self.option,
            None => self.option,
        }
    }
}

/// What a literal in an attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum LiteralKind {
    Bool,
    Integer,
    Float,
    Text,
}

/// Checks a declared type against that of the field.
///
/// # Panics
///
/// With `message`, at compile time, if the Rust type is known and is read and written as another.
pub(super) const fn type_fits(facts: Facts, declared: &'static str, message: &'static str) {
    let Some((own, also, _)) = facts.known else { return };
    let mut fits = same_base(own, declared);
    let mut at = 0;
    while at < also.len() {
        fits = fits || same_name(also[at], declared);
        at += 1;
    }
    assert!(fits, "{}", message);
}

/// Checks a literal default against the type of the column, and returns it as SQL.
///
/// # Panics
///
/// With `message`, at compile time, if it cannot be a value of that type.
pub const fn literal_fits(
    data_type: TypeDef,
    kind: LiteralKind,
    sql: &'static str,
    message: &'static str,
) -> &'static str {
    let fits = match data_type {
        TypeDef::Sql(name) => match kind {
            LiteralKind::Bool => same_name(name, "boolean"),
            LiteralKind::Integer => is_integer(name) || is_fraction(name),
            LiteralKind::Float => is_fraction(name),
            LiteralKind::Text => {
                !is_integer(name) && !is_fraction(name) && !same_name(name, "boolean")
            }
        },
        TypeDef::Domain(domain) => {
            literal_fits(domain.base, kind, sql, message);
            true
        }
        TypeDef::Array(_) | TypeDef::Enum(_) => matches!(kind, LiteralKind::Text),
    };
    assert!(fits, "{}", message);
    sql
}

/// Checks the types at both ends of a foreign key; without a field, against the primary key.
///
/// # Panics
///
/// With `message`, at compile time, if they differ.
pub const fn reference_fits(
    from: &TableDef,
    from_column: &str,
    to: &TableDef,
    to_field: Option<&str>,
    message: &'static str,
) {
    let Some(from) = column(from, from_column) else { return };
    let to = match to_field {
        Some(name) => field(to, name),
        None => match primary_key(to) {
            Some(&[name]) => column(to, name),
            _ => None,
        },
    };
    let Some(to) = to else { return };
    let (TypeDef::Sql(declared), TypeDef::Sql(_)) = (base(from.data_type), base(to.data_type))
    else {
        assert!(same_named(base(from.data_type), base(to.data_type)), "{}", message);
        return;
    };
    let fits = same_base(to.data_type, declared)
        || is_text(declared) && matches!(base(to.data_type), TypeDef::Sql(name) if is_text(name));
    assert!(fits, "{}", message);
}

/// Checks that a column takes the nulls that a foreign key would put there.
///
/// # Panics
///
/// With `message`, at compile time, if it does not.
pub const fn nullable_for(table: &TableDef, name: &str, message: &'static str) {
    if let Some(column) = column(table, name) {
        assert!(column.nullable, "{}", message);
    }
}

const fn column(table: &TableDef, name: &str) -> Option<ColumnDef> {
    let mut at = 0;
    while at < table.columns.len() {
        if same(table.columns[at].name, name) {
            return Some(table.columns[at]);
        }
        at += 1;
    }
    None
}

const fn field(table: &TableDef, name: &str) -> Option<ColumnDef> {
    let mut at = 0;
    while at < table.columns.len() {
        if same(table.columns[at].field, name) {
            return Some(table.columns[at]);
        }
        at += 1;
    }
    None
}

const fn primary_key(table: &TableDef) -> Option<&'static [&'static str]> {
    let mut at = 0;
    while at < table.parts.len() {
        if let TablePart::PrimaryKey(key) = table.parts[at] {
            return Some(key.columns);
        }
        at += 1;
    }
    None
}

/// The type below all domains.
const fn base(data_type: TypeDef) -> TypeDef {
    match data_type {
        TypeDef::Domain(domain) => base(domain.base),
        TypeDef::Sql(_) | TypeDef::Array(_) | TypeDef::Enum(_) => data_type,
    }
}

const fn same_base(own: TypeDef, declared: &str) -> bool {
    match base(own) {
        TypeDef::Sql(name) => same_name(name, declared),
        TypeDef::Array(element) => same_base(*element, declared),
        TypeDef::Enum(_) | TypeDef::Domain(_) => false,
    }
}

const fn same_named(one: TypeDef, other: TypeDef) -> bool {
    match (one, other) {
        (TypeDef::Enum(one), TypeDef::Enum(other)) => {
            same(one.schema, other.schema) && same(one.name, other.name)
        }
        (TypeDef::Array(one), TypeDef::Array(other)) => same_named(base(*one), base(*other)),
        (TypeDef::Sql(one), TypeDef::Sql(other)) => same_name(one, other),
        _ => false,
    }
}

const fn is_integer(name: &str) -> bool {
    same_name(name, "smallint") || same_name(name, "integer") || same_name(name, "bigint")
}

const fn is_fraction(name: &str) -> bool {
    same_name(name, "real") || same_name(name, "double precision") || same_name(name, "numeric")
}

const fn is_text(name: &str) -> bool {
    same_name(name, "text")
        || same_name(name, "character varying")
        || same_name(name, "character")
        || same_name(name, "citext")
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether two types are the same but for modifiers and brackets: `numeric` and `numeric(10,2)[]`.
const fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (mut at, mut there) = (skip(one, 0), skip(other, 0));
    while at < one.len() && there < other.len() {
        if one[at] != other[there] {
            return false;
        }
        at = skip(one, at + 1);
        there = skip(other, there + 1);
    }
    at >= one.len() && there >= other.len()
}

/// The next place from `at` that is in no parentheses and no brackets.
const fn skip(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && (text[at] == b'(' || text[at] == b'[') {
        while at < text.len() && text[at] != b')' && text[at] != b']' {
            at += 1;
        }
        at += 1;
    }
    at
}
