//! Names as the catalog holds them: exact, never quoted, never folded.

use std::{cmp::Ordering, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// The longest identifier that PostgreSQL keeps, in bytes; what is longer is cut without an error.
pub const MAX_NAME_BYTES: usize = 63;

/// One identifier, exactly as `pg_class.relname` or `pg_attribute.attname` would hold it.
///
/// `Display` prints it as SQL, quoted where it must be. A clone shares the text: the name of a table
/// stands in the id of everything that the table has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(Arc<str>);

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    /// Most names that are compared are one text, such as that of the schema of all tables.
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl Name {
    /// Takes the exact text of an identifier.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::from(text.into()))
    }

    /// The name that PostgreSQL gives to something that the user left unnamed: the parts and the label
    /// joined by `_`, the longer part cut first until all fits.
    ///
    /// ```
    /// use aludel::name::Name;
    /// assert_eq!(Name::given("app_users", Some("email"), "key").as_str(), "app_users_email_key");
    /// assert_eq!(Name::given(&"t".repeat(63), Some("id"), "seq").as_str().len(), 63);
    /// ```
    pub fn given(first: &str, second: Option<&str>, label: &str) -> Self {
        let overhead = label.len() + 1 + usize::from(second.is_some());
        let room = MAX_NAME_BYTES.saturating_sub(overhead);
        let (mut left, mut right) = (first.len(), second.map_or(0, str::len));
        while left + right > room {
            if left > right { left -= 1 } else { right -= 1 }
        }
        let first = clip(first, left);
        match second {
            Some(second) => Self::new(format!("{first}_{}_{label}", clip(second, right))),
            None => Self::new(format!("{first}_{label}")),
        }
    }

    /// The exact text, without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest beginning of a text within a number of bytes that ends between two characters.
fn clip(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::quote::identifier(&self.0))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }
}

/// The name of an object that lives in a schema.
///
/// `Display` prints it as SQL, quoted where it must be and without `public.`, since migrations are
/// written for humans and run with `public` on the search path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QualifiedName {
    /// The schema, `public` for most.
    pub schema: Name,
    /// The object's own name.
    pub name: Name,
}

impl QualifiedName {
    /// Puts a schema and a name together.
    pub fn new(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: Name::new(schema), name: Name::new(name) }
    }

    /// The same schema, another name.
    #[must_use]
    pub fn sibling(&self, name: Name) -> Self {
        Self { schema: self.schema.clone(), name }
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.schema.as_str() {
            "public" => write!(f, "{}", self.name),
            _ => write!(f, "{}.{}", self.schema, self.name),
        }
    }
}
