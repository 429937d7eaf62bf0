//! Variables, and the `.env` file that stands in for them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::error::TargetError;

/// Where a target was named, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// By the caller.
    Given,
    /// In an environment variable.
    Variable(String),
    /// Nowhere: it is a database of the private server.
    Private {
        /// The folder of the server.
        folder: PathBuf,
    },
    /// In a `.env` file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The variable that it sets.
        variable: String,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("as given"),
            Self::Variable(name) => write!(f, "from {name}"),
            Self::Private { folder } => write!(f, "on the private server in {}", folder.display()),
            Self::File { path, line, variable } => {
                write!(f, "from {variable} in {}:{line}", path.display())
            }
        }
    }
}

/// The variables of the process, over those of the nearest `.env` file.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, (String, Origin)>,
    unreadable: Option<(PathBuf, Option<usize>)>,
    home: Option<PathBuf>,
}

/// The values are secrets; their names are not.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}

impl Environment {
    /// Takes the variables of this process, and `.env` in `folder` or the nearest folder above it.
    ///
    /// A line of `.env` that cannot be read is an error only once nothing else names a target.
    pub fn of_process(folder: &Path) -> Self {
        let file = folder.ancestors().map(|folder| folder.join(".env")).find(|path| path.is_file());
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Self::new(variables, file.as_deref())
    }

    /// Puts variables over those of a `.env` file.
    pub fn new(variables: impl IntoIterator<Item = (String, String)>, file: Option<&Path>) -> Self {
        let mut environment = Self::default();
        if let Some(path) = file {
            environment.read_file(path);
        }
        for (name, value) in variables {
            let origin = Origin::Variable(name.clone());
            environment.variables.insert(name, (value, origin));
        }
        environment.home = environment.get("HOME").map(PathBuf::from);
        environment
    }

    /// The value of a variable that is set and not empty, as libpq understands "set".
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.lookup(name).map(|(value, _)| value)
    }

    /// The same with its origin.
    pub(super) fn lookup(&self, name: &str) -> Option<(&str, &Origin)> {
        let (value, origin) = self.variables.get(name)?;
        (!value.is_empty()).then_some((value.as_str(), origin))
    }

    /// The home folder of the user.
    pub(super) fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// Complains about a `.env` file that could not be read as a whole.
    pub(super) fn require_readable(&self) -> Result<(), TargetError> {
        match &self.unreadable {
            Some((path, line)) => Err(TargetError::DotEnv { path: path.clone(), line: *line }),
            None => Ok(()),
        }
    }

    fn read_file(&mut self, path: &Path) {
        let (Ok(file), Ok(text)) = (File::open(path), std::fs::read_to_string(path)) else {
            self.unreadable = Some((path.to_path_buf(), None));
            return;
        };
        for item in dotenvy::from_read_iter(file) {
            match item {
                Ok((variable, value)) => {
                    let line = line_of(&text, &variable);
                    let path = path.to_path_buf();
                    let origin = Origin::File { path, line, variable: variable.clone() };
                    // The first of several lines counts, as when the file sets real variables.
                    self.variables.entry(variable).or_insert((value, origin));
                }
                Err(dotenvy::Error::LineParse(bad, _)) => {
                    let line = text.lines().position(|line| bad.starts_with(line.trim()));
                    self.unreadable
                        .get_or_insert((path.to_path_buf(), line.map(|index| index + 1)));
                }
                Err(_) => {
                    self.unreadable.get_or_insert((path.to_path_buf(), None));
                    return;
                }
            }
        }
    }
}

/// The line, from 1, that sets a variable. The reader of the file does not tell.
fn line_of(text: &str, variable: &str) -> usize {
    let sets = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        line.strip_prefix(variable).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(sets).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(file: &str, variables: &[(&str, &str)]) -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        std::fs::write(&path, file).unwrap();
        let variables = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let environment = Environment::new(variables, Some(&path));
        (folder, environment)
    }

    #[test]
    fn variables_come_before_the_file() {
        let (_folder, environment) = environment("A=file\nB=file\n", &[("A", "process")]);
        assert_eq!(environment.get("A"), Some("process"));
        assert_eq!(environment.get("B"), Some("file"));
    }

    #[test]
    fn file_is_quoted_with_its_line() {
        let text = "# for development\nOTHER=1\n\n export DATABASE_URL = 'postgres://u:p@h/d'\n";
        let (folder, environment) = environment(text, &[]);
        let (value, origin) = environment.lookup("DATABASE_URL").unwrap();
        assert_eq!(value, "postgres://u:p@h/d");
        let path = folder.path().join(".env");
        assert_eq!(origin.to_string(), format!("from DATABASE_URL in {}:4", path.display()));
    }

    #[test]
    fn broken_line_is_named_and_the_others_count() {
        let (_folder, environment) = environment("A=1\nB='open\nC=3\n", &[]);
        assert_eq!(environment.get("A"), Some("1"));
        let error = environment.require_readable().unwrap_err();
        assert!(error.to_string().ends_with(".env:2"), "{error}");
    }

    #[test]
    fn debug_shows_no_value() {
        let (_folder, environment) = environment("DATABASE_URL=postgres://u:secret@h/d\n", &[]);
        assert!(!format!("{environment:?}").contains("secret"));
    }
}
