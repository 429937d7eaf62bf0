//! What the compiler checks for us: constant functions that the derive calls, each with the message
//! to fail with.

use super::{Builtin, EnumDef, TableDef, TypeDef};

/// A literal in an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Literal {
    Bool,
    Integer,
    Float,
    Text(&'static str),
}

/// Checks a literal default against the type of its column, which is given by its place.
///
/// # Panics
///
/// With `message`, at compile time, if it cannot be a value of that type.
pub const fn literal_fits(table: &TableDef, at: usize, literal: Literal, message: &'static str) {
    assert!(is_value(literal, table.columns[at].1.data_type), "{}", message);
}

/// Checks the literal default of a domain against the type below.
///
/// # Panics
///
/// With `message`, at compile time, if it cannot be a value of that type.
pub const fn default_fits(domain: TypeDef, literal: Literal, message: &'static str) {
    assert!(is_value(literal, domain), "{}", message);
}

const fn is_value(literal: Literal, data_type: TypeDef) -> bool {
    match base(data_type) {
        TypeDef::Builtin(builtin, _) => match literal {
            Literal::Bool => builtin.is(Builtin::Boolean),
            Literal::Integer => builtin.is_number(),
            Literal::Float => builtin.is_number() && !builtin.is_integer(),
            Literal::Text(_) => !builtin.is_number() && !builtin.is(Builtin::Boolean),
        },
        TypeDef::Enum(def) => match literal {
            Literal::Text(text) => has_label(def, text),
            Literal::Bool | Literal::Integer | Literal::Float => false,
        },
        TypeDef::Array(_) => matches!(literal, Literal::Text(_)),
        // Nothing is known of the type.
        TypeDef::Sql(_) | TypeDef::Domain(_) => true,
    }
}

const fn has_label(def: &EnumDef, text: &str) -> bool {
    let mut at = 0;
    while at < def.labels.len() {
        if same(def.labels[at].label, text) {
            return true;
        }
        at += 1;
    }
    false
}

/// Checks the types at both ends of a foreign key: of a column by its place, and of a column by its
/// field. Without a field it is the primary key.
///
/// # Panics
///
/// With `message`, at compile time, if they differ.
pub const fn reference_fits(
    from: &TableDef,
    at: usize,
    to: &TableDef,
    field: Option<&str>,
    message: &'static str,
) {
    if let Some(target) = target(to, field) {
        let fits = comparable(base(from.columns[at].1.data_type), base(target));
        assert!(fits, "{}", message);
    }
}

/// Checks that a column takes the nulls that a foreign key would put there.
///
/// # Panics
///
/// With `message`, at compile time, if it does not.
pub const fn nullable_for(table: &TableDef, at: usize, message: &'static str) {
    assert!(table.columns[at].1.nullable, "{}", message);
}

/// The type that is referred to; none if the field is skipped, or if the key has several columns,
/// which is found when the models are put together.
const fn target(table: &TableDef, field: Option<&str>) -> Option<TypeDef> {
    let Some(field) = field else {
        return match table.primary_key {
            Some(at) => Some(table.columns[at].1.data_type),
            None => None,
        };
    };
    let mut at = 0;
    while at < table.columns.len() {
        let (name, column) = table.columns[at];
        if same(name, field) {
            return Some(column.data_type);
        }
        at += 1;
    }
    None
}

/// The type below all domains.
const fn base(data_type: TypeDef) -> TypeDef {
    match data_type {
        TypeDef::Domain(domain) => base(domain.base),
        TypeDef::Builtin(..) | TypeDef::Sql(_) | TypeDef::Array(_) | TypeDef::Enum(_) => data_type,
    }
}

/// Whether PostgreSQL compares one with the other. Of a type that is given as SQL nothing is known,
/// and PostgreSQL will say.
const fn comparable(one: TypeDef, other: TypeDef) -> bool {
    match (one, other) {
        (TypeDef::Builtin(one, _), TypeDef::Builtin(other, _)) => {
            one.is(other) || one.is_text() && other.is_text()
        }
        (TypeDef::Array(one), TypeDef::Array(other)) => comparable(base(*one), base(*other)),
        (TypeDef::Enum(one), TypeDef::Enum(other)) => {
            same(one.schema, other.schema) && same(one.name, other.name)
        }
        (TypeDef::Sql(_), _) | (_, TypeDef::Sql(_)) => true,
        _ => false,
    }
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
