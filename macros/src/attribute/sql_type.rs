//! `type = varchar(255)`: a type in SQL's own words, turned into the name that PostgreSQL prints.

use proc_macro2::{Span, TokenTree};
use syn::{Ident, Token, ext::IdentExt, parenthesized, parse::ParseStream, token};

use super::{Key, builtin::Builtin};

/// A declared type.
#[derive(Clone)]
pub(crate) struct SqlType {
    /// As SQL, in the words of `format_type` where it is one of PostgreSQL's own.
    pub(crate) sql: String,
    /// Which of PostgreSQL's own it is, or its elements are, so that it can be checked against the
    /// Rust type.
    pub(crate) builtin: Option<Builtin>,
    /// The tokens' place.
    pub(crate) span: Span,
}

/// Names of PostgreSQL's own types that it does not print itself.
const ALIASES: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("char", "character"),
    ("char varying", "character varying"),
    ("dec", "numeric"),
    ("decimal", "numeric"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("int", "integer"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("varbit", "bit varying"),
    ("varchar", "character varying"),
];

const SERIAL: &[&str] = &["serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"];

impl SqlType {
    /// Reads what follows `type`.
    pub(crate) fn read(key: &Key<'_>) -> syn::Result<Self> {
        key.equals("type = varchar(255)")?;
        let input = key.input;
        let span = input.span();
        let words = Words::read(input)?;
        let brackets = brackets(input)?;
        if SERIAL.contains(&words.name.as_str()) {
            let message =
                "a serial type is the flag `serial` here; its width follows from the Rust type";
            return Err(syn::Error::new(span, message));
        }
        let (sql, builtin) = words.canonical(span)?;
        Ok(Self { sql: format!("{sql}{brackets}"), builtin, span })
    }

    /// Whether it is an array.
    pub(crate) fn is_array(&self) -> bool {
        self.sql.ends_with(']')
    }
}

/// A type in parts: `timestamp`, `3`, `with time zone`.
struct Words {
    name: String,
    arguments: Option<Vec<String>>,
    rest: String,
}

impl Words {
    fn read(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected a type: `type = varchar(255)`"));
        }
        let mut name = words(input)?;
        if input.parse::<Option<Token![.]>>()?.is_some() {
            name = format!("{name}.{}", Ident::parse_any(input)?.unraw());
        }
        let arguments = if input.peek(token::Paren) { Some(arguments(input)?) } else { None };
        Ok(Self { name, arguments, rest: words(input)? })
    }

    /// The type as PostgreSQL prints it, and which of its own it is.
    fn canonical(&self, span: Span) -> syn::Result<(String, Option<Builtin>)> {
        let zone = ["with time zone", "without time zone"];
        let (head, tail) = match (self.name.as_str(), self.rest.as_str()) {
            ("timestamptz", "") => ("timestamp", "with time zone"),
            ("timetz", "") => ("time", "with time zone"),
            ("time" | "timestamp", "") => (self.name.as_str(), "without time zone"),
            ("time" | "timestamp", rest) if zone.contains(&rest) => (self.name.as_str(), rest),
            ("interval", rest) => ("interval", rest),
            (name, "") => match name.strip_suffix(" with time zone") {
                Some(name) => (name, "with time zone"),
                None => match name.strip_suffix(" without time zone") {
                    Some(name) => (name, "without time zone"),
                    None => (name, ""),
                },
            },
            (_, rest) => {
                let message = format!("`{rest}` cannot stand behind `{}`", self.name);
                return Err(syn::Error::new(span, message));
            }
        };
        if head == "float" {
            let name = self.float(span)?;
            return Ok((name.to_owned(), Builtin::named(name)));
        }
        let alias = ALIASES.iter().find(|(word, _)| *word == head).map(|(_, name)| *name);
        let name = alias.unwrap_or(head);
        let zone = if tail.is_empty() { String::new() } else { format!(" {tail}") };
        let plain = if head == "interval" { head.to_owned() } else { format!("{name}{zone}") };
        Ok((format!("{name}{}{zone}", self.modifiers(name)), Builtin::named(&plain)))
    }

    /// The arguments as PostgreSQL prints them: `numeric(10)` is `numeric(10,0)`, `char` has one.
    fn modifiers(&self, name: &str) -> String {
        match (&self.arguments, name) {
            (None, "character" | "bit") => "(1)".to_owned(),
            (None, _) => String::new(),
            (Some(arguments), "numeric") if arguments.len() == 1 => {
                format!("({},0)", arguments[0])
            }
            (Some(arguments), _) => format!("({})", arguments.join(",")),
        }
    }

    /// `float(24)` and less is `real`, more is `double precision`.
    fn float(&self, span: Span) -> syn::Result<&'static str> {
        let bits = self.arguments.as_ref().map_or(Ok(53), |given| given.concat().parse());
        match bits {
            Ok(1..=24) => Ok("real"),
            Ok(25..=53) => Ok("double precision"),
            _ => Err(syn::Error::new(span, "the precision of `float` is from 1 to 53")),
        }
    }
}

/// Words up to something that is none, as SQL folds them.
fn words(input: ParseStream<'_>) -> syn::Result<String> {
    let mut words = Vec::new();
    while input.peek(Ident::peek_any) {
        words.push(Ident::parse_any(input)?.unraw().to_string().to_lowercase());
    }
    Ok(words.join(" "))
}

fn arguments(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let content;
    let parentheses = parenthesized!(content in input);
    let mut arguments = vec![String::new()];
    while !content.is_empty() {
        if content.parse::<Option<Token![,]>>()?.is_some() {
            arguments.push(String::new());
            continue;
        }
        let token: TokenTree = content.parse()?;
        if let Some(argument) = arguments.last_mut() {
            argument.push_str(&token.to_string());
        }
    }
    if arguments.iter().any(String::is_empty) {
        Err(syn::Error::new(parentheses.span.join(), "a modifier is missing here"))
    } else {
        Ok(arguments)
    }
}

/// `[]` and `[3]`; PostgreSQL keeps neither the length nor how many there are.
fn brackets(input: ParseStream<'_>) -> syn::Result<&'static str> {
    let mut found = "";
    while input.peek(token::Bracket) {
        let _: TokenTree = input.parse()?;
        found = "[]";
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::*;

    fn read(text: &str) -> String {
        let parser = |input: ParseStream<'_>| SqlType::read(&Key::parse(input)?);
        parser.parse_str(text).map_or_else(|error| error.to_string(), |read| read.sql)
    }

    #[test]
    fn types_are_spelled_as_postgresql_prints_them() {
        for (written, printed) in [
            ("type = varchar(255)", "character varying(255)"),
            ("type = VARCHAR", "character varying"),
            ("type = timestamptz(3)", "timestamp(3) with time zone"),
            ("type = timestamp with time zone", "timestamp with time zone"),
            ("type = timestamp(0)", "timestamp(0) without time zone"),
            ("type = time(6) with time zone", "time(6) with time zone"),
            ("type = double precision", "double precision"),
            ("type = float(24)", "real"),
            ("type = numeric(10)", "numeric(10,0)"),
            ("type = numeric(10, -2)", "numeric(10,-2)"),
            ("type = char", "character(1)"),
            ("type = int[3][3]", "integer[]"),
            ("type = interval day to second(3)", "interval day to second(3)"),
            ("type = gis.geometry(Point, 4326)", "gis.geometry(Point,4326)"),
        ] {
            assert_eq!(read(written), printed, "{written}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(read("type = 5"), "expected a type: `type = varchar(255)`");
        assert_eq!(read("type = varchar()"), "a modifier is missing here");
        assert_eq!(read("type = float(80)"), "the precision of `float` is from 1 to 53");
        assert!(read("type = bigserial").starts_with("a serial type is the flag"));
    }
}
