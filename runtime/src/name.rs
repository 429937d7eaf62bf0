//! Names as the catalog holds them: exact, never quoted, never folded.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest identifier that PostgreSQL keeps, in bytes; what is longer is cut without an error.
pub const MAX_NAME_BYTES: usize = 63;

/// One identifier, exactly as `pg_class.relname` or `pg_attribute.attname` would hold it.
///
/// `Display` prints it as SQL, quoted where it must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// Takes the exact text of an identifier.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The exact text, without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::quote::identifier(&self.0))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
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
