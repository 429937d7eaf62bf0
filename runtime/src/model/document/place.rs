//! Where in the source something is written.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, as rustc was given it: relative to the workspace for its members.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Place {
    /// Puts a file and a line together.
    pub fn new(file: impl Into<String>, line: u32) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
