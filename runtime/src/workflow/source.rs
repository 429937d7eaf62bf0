//! Schemas of what is not a database yet: made on a scratch database and read back.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    model::document::{Document, InvalidModels},
    schema::Schema,
    scratch::{Cache, Scratch, ScratchError},
};

/// Where schemas are made: scratch databases, and a cache that saves most of them.
#[derive(Debug)]
pub struct Workbench {
    /// Where scratch databases come from.
    pub scratch: Scratch,
    /// What was made before.
    pub cache: Option<Cache>,
}

/// Why there is no schema.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The SQL does not run.
    #[error(transparent)]
    Sql(Box<SqlError>),
    /// The models describe nothing that the server could hold.
    #[error(transparent)]
    Models(#[from] InvalidModels),
    /// There is no scratch database.
    #[error(transparent)]
    Scratch(ScratchError),
}

/// SQL that does not run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {message}")]
pub struct SqlError {
    /// The file, or what else the SQL is of.
    pub name: String,
    /// The SQL.
    pub text: String,
    /// The byte in it where the server stopped, if it said so.
    pub offset: Option<usize>,
    /// The SQLSTATE, unless the connection broke.
    pub code: Option<String>,
    /// What the server said.
    pub message: String,
    /// What the server added.
    pub detail: Option<String>,
}

impl SourceError {
    /// Puts a name to the SQL that does not run.
    fn of(name: &str, error: ScratchError) -> Self {
        match error {
            ScratchError::Statement { sql, code, message, detail, position, .. } => {
                let offset = position.and_then(|position| byte(&sql, position));
                let name = name.to_owned();
                Self::Sql(Box::new(SqlError { name, text: sql, offset, code, message, detail }))
            }
            other => Self::Scratch(other),
        }
    }

    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Read { .. } | Self::Sql(_) => None,
            Self::Models(error) => error.help().map(str::to_owned),
            Self::Scratch(error) => Some(error.help()),
        }
    }
}

/// The byte of a character that is counted from 1.
fn byte(text: &str, character: u32) -> Option<usize> {
    let index = usize::try_from(character).ok()?.checked_sub(1)?;
    text.char_indices().nth(index).map(|(offset, _)| offset)
}

impl Workbench {
    /// The schema that a SQL file makes.
    ///
    /// # Errors
    ///
    /// The file cannot be read, its SQL does not run, or there is no scratch database.
    pub fn file(&mut self, path: &Path) -> Result<Schema, SourceError> {
        let text = fs::read_to_string(path)
            .map_err(|source| SourceError::Read { path: path.to_owned(), source })?;
        let name = path.display().to_string();
        self.make(&name, &[without_meta_commands(&text)])
    }

    /// The schema that models describe.
    ///
    /// # Errors
    ///
    /// They contradict each other, their SQL does not run, or there is no scratch database.
    pub fn models(&mut self, document: &Document) -> Result<Schema, SourceError> {
        let version = self.scratch.version().map_err(SourceError::Scratch)?;
        self.make("the models as SQL", &document.to_sql(version)?)
    }

    pub(super) fn make(
        &mut self,
        name: &str,
        statements: &[String],
    ) -> Result<Schema, SourceError> {
        self.scratch
            .schema_of(statements, self.cache.as_ref())
            .map_err(|error| SourceError::of(name, error))
    }
}

/// Blanks the lines that `pg_dump` writes for psql only. Every character stays where it was.
fn without_meta_commands(text: &str) -> String {
    let is_meta = |line: &str| line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ");
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(bare) if is_meta(bare) => " ".repeat(bare.chars().count()) + "\n",
            _ => line.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_psql_are_blanked() {
        let text = "\\restrict x\nCREATE TABLE a ();\n\\unrestrict x\n";
        let blank = without_meta_commands(text);
        assert_eq!(blank, "           \nCREATE TABLE a ();\n             \n");
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(byte("é;x", 3), Some(3));
        assert_eq!(byte("é", 0), None);
        assert_eq!(byte("é", 9), None);
    }
}
