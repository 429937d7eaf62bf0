//! JSON, as far as the attributes of a table need it.

use std::fmt;

/// A JSON value. What is absent is left out of an object, so there is no null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A string.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of strings.
    pub(crate) fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    /// A list, unless it is empty.
    pub(crate) fn list(values: impl IntoIterator<Item = Self>) -> Option<Self> {
        let values: Vec<_> = values.into_iter().collect();
        (!values.is_empty()).then_some(Self::List(values))
    }

    /// `true`, or nothing.
    pub(crate) fn flag(is_set: bool) -> Option<Self> {
        is_set.then_some(Self::Bool(true))
    }

    /// An object of the members that are there.
    pub(crate) fn object<const N: usize>(members: [(&str, Option<Self>); N]) -> Self {
        let members = members.into_iter().filter_map(|(name, value)| Some((name.into(), value?)));
        Self::Object(members.collect())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => string(text, f),
            Self::List(values) => {
                f.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    write!(f, "{comma}{value}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    string(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn string(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            c if u32::from(c) < 0x20 => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let value = Json::text("a \"quoted\" \\ line\n\t😀");
        assert_eq!(value.to_string(), r#""a \"quoted\" \\ line\n\u0009😀""#);
    }

    #[test]
    fn what_is_absent_is_left_out() {
        let value = Json::object([
            ("a", Some(Json::Number(-1))),
            ("b", None),
            ("c", Json::flag(true)),
            ("d", Json::list([])),
            ("e", Some(Json::texts(["x".to_owned(), "y".to_owned()]))),
        ]);
        assert_eq!(value.to_string(), r#"{"a":-1,"c":true,"e":["x","y"]}"#);
    }
}
