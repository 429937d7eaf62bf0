//! `default = <literal>`.

use syn::{Lit, Token, parse::ParseStream};

use super::Key;

/// A literal default.
#[derive(Clone)]
pub(crate) struct Default {
    /// The literal, for its place.
    pub(crate) literal: Lit,
    /// As SQL.
    pub(crate) sql: String,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a literal is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    Integer,
    Float,
    Text,
}

const EXPECTED: &str =
    "expected `true`, a number or a string; for an SQL expression use `default_sql = \"..\"`";

impl Default {
    /// Reads what follows `default`.
    pub(crate) fn read(key: &Key<'_>) -> syn::Result<Self> {
        key.equals("default = true")?;
        let minus = key.input.parse::<Option<Token![-]>>()?.is_some();
        Self::literal(key.input, minus)
    }

    fn literal(input: ParseStream<'_>, minus: bool) -> syn::Result<Self> {
        if !input.peek(Lit) {
            return Err(input.error(EXPECTED));
        }
        let literal: Lit = input.parse()?;
        let sign = if minus { "-" } else { "" };
        let (kind, sql) = match &literal {
            Lit::Int(number) => (Kind::Integer, format!("{sign}{}", number.base10_digits())),
            Lit::Float(number) => (Kind::Float, format!("{sign}{}", number.base10_digits())),
            Lit::Bool(value) if !minus => (Kind::Bool, value.value.to_string()),
            Lit::Str(text) if !minus => (Kind::Text, quoted(&text.value())),
            Lit::Char(c) if !minus => (Kind::Text, quoted(&c.value().to_string())),
            _ => return Err(syn::Error::new_spanned(literal, EXPECTED)),
        };
        Ok(Self { literal, sql, kind })
    }
}

/// A string as an SQL literal.
fn quoted(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') {
        format!("E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}
