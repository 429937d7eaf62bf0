//! What can be asked of a Rust type that may or may not have a PostgreSQL type.

use std::marker::PhantomData;

use super::{Builtin, Builtins, ColumnType, PgType, TypeDef};

/// Asks whether a type has a PostgreSQL type, without requiring one: the inherent constant wins
/// where it applies, that of [`Unknown`] is there for all others.
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: PgType + ?Sized> Probe<T> {
    /// The type's own PostgreSQL type, what else it can be declared as, and whether it takes nulls.
    pub const KNOWN: Known = Some((T::TYPE, T::ACCEPTS, T::NULLABLE));
}

impl<T> Probe<Option<T>> {
    /// It is an `Option`, under whatever alias.
    pub const IS_OPTION: bool = true;
}

/// The answers for every other type.
pub trait Unknown {
    /// Nothing is known.
    const KNOWN: Known = None;
    /// It is no `Option`.
    const IS_OPTION: bool = false;
}

impl<T: ?Sized> Unknown for Probe<T> {}

/// What is known of a Rust type.
pub type Known = Option<(TypeDef, Builtins, bool)>;

/// A column of one of PostgreSQL's own types, or an array of it, if the Rust type can be that.
///
/// # Panics
///
/// With `message`, at compile time, if the Rust type is read and written as another.
pub const fn declared(
    known: Known,
    is_option: bool,
    builtin: Builtin,
    sql: &'static str,
    message: &'static str,
) -> ColumnType {
    let is_array = ends_in_brackets(sql);
    let data_type = if is_array { TypeDef::Sql(sql) } else { TypeDef::Builtin(builtin, sql) };
    if let Some((own, accepts, _)) = known {
        let fits = accepts.contains(builtin) && is_array == holds_array(own);
        assert!(fits, "{}", message);
    }
    ColumnType { data_type, nullable: is_nullable(known, is_option) }
}

/// A column of a type that is given as SQL, and believed.
pub const fn believed(known: Known, is_option: bool, sql: &'static str) -> ColumnType {
    ColumnType { data_type: TypeDef::Sql(sql), nullable: is_nullable(known, is_option) }
}

const fn holds_array(data_type: TypeDef) -> bool {
    match data_type {
        TypeDef::Array(_) => true,
        TypeDef::Builtin(_, sql) | TypeDef::Sql(sql) => ends_in_brackets(sql),
        TypeDef::Domain(domain) => holds_array(domain.base),
        TypeDef::Enum(_) => false,
    }
}

const fn ends_in_brackets(sql: &str) -> bool {
    matches!(sql.as_bytes().last(), Some(b']'))
}

const fn is_nullable(known: Known, is_option: bool) -> bool {
    match known {
        Some((_, _, nullable)) => nullable || is_option,
        None => is_option,
    }
}
