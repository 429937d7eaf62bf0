//! A folder of server programs.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{account::Account, discovery};
use crate::version::ServerVersion;

/// The environment variable that names the folder of the server programs.
pub(super) const BINARIES_VARIABLE: &str = "ALUDEL_PG_BIN";

/// A folder that holds `initdb` and `postgres`, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    folder: PathBuf,
    version: ServerVersion,
    banner: String,
}

/// Why there is no server to start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FindError {
    /// Nothing that would do, in any of the usual places.
    #[error("no PostgreSQL{} server programs on this machine{}", major(*wanted), others(found))]
    NotFound {
        /// The major version that was asked for.
        wanted: Option<u32>,
        /// What was found and would not do.
        found: Vec<Binaries>,
    },
    /// The folder that was named explicitly holds no server that can be run.
    #[error("no PostgreSQL server programs that can be run in {}", folder.display())]
    NotUsable {
        /// The folder.
        folder: PathBuf,
    },
}

impl FindError {
    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        match self {
            Self::NotFound { wanted, .. } => {
                let version = wanted.map(|major| format!("-{major}")).unwrap_or_default();
                let formula = wanted.map(|major| format!("@{major}")).unwrap_or_default();
                format!(
                    "install one (`apt install postgresql{version}`, `brew install \
                     postgresql{formula}`), name its bin folder in {BINARIES_VARIABLE}, or name a \
                     database in DATABASE_URL"
                )
            }
            Self::NotUsable { .. } => {
                format!(
                    "set {BINARIES_VARIABLE} to the folder that holds initdb and postgres, readable \
                     by the user that the server runs as, or unset it"
                )
            }
        }
    }
}

fn major(wanted: Option<u32>) -> String {
    wanted.map(|major| format!(" {major}")).unwrap_or_default()
}

fn others(found: &[Binaries]) -> String {
    let mut text = String::new();
    for (index, binaries) in found.iter().enumerate() {
        let lead = if index == 0 { ", only " } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(text, "{lead}{} in {}", binaries.version, binaries.folder.display());
    }
    text
}

impl Binaries {
    /// Finds the server programs of one major version, or the first that there are.
    ///
    /// A folder named in `ALUDEL_PG_BIN` is the only one looked at.
    ///
    /// # Errors
    ///
    /// When no folder holds programs that the user of the server may run.
    pub fn find(wanted: Option<u32>) -> Result<Self, FindError> {
        if let Some(folder) = std::env::var_os(BINARIES_VARIABLE).filter(|value| !value.is_empty())
        {
            let binaries = Self::at(Path::new(&folder))?;
            return match wanted {
                Some(major) if binaries.version.major() != major => {
                    Err(FindError::NotFound { wanted, found: vec![binaries] })
                }
                _ => Ok(binaries),
            };
        }
        let mut found = Vec::new();
        for binaries in Self::all() {
            match wanted {
                Some(major) if binaries.version.major() != major => found.push(binaries),
                _ => return Ok(binaries),
            }
        }
        Err(FindError::NotFound { wanted, found })
    }

    /// Takes the server programs in one folder.
    ///
    /// # Errors
    ///
    /// When the folder lacks `initdb` or `postgres`, or the user of the server may not run them.
    pub fn at(folder: &Path) -> Result<Self, FindError> {
        inspect(folder).ok_or_else(|| FindError::NotUsable { folder: folder.to_path_buf() })
    }

    /// All server programs in the usual places, those that come first in the search first.
    pub fn all() -> impl Iterator<Item = Self> {
        discovery::folders().filter_map(|folder| inspect(&folder))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The version of the server.
    pub fn version(&self) -> ServerVersion {
        self.version
    }

    /// What `postgres --version` prints, which tells builds of one version apart.
    pub(super) fn banner(&self) -> &str {
        &self.banner
    }
}

fn inspect(folder: &Path) -> Option<Binaries> {
    // A link leads to the folder in which the other programs are as well.
    let server = folder.join("postgres").canonicalize().ok()?;
    let folder = server.parent()?.to_path_buf();
    if !folder.join("initdb").is_file() {
        return None;
    }
    let account = Account::choose().ok()?;
    let output = account.command(&server).arg("--version").output().ok()?;
    let banner = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    let version = parse_version(&banner)?;
    Some(Binaries { folder, version, banner })
}

/// Finds a client program, such as `pg_dump`, that understands servers of a major version.
///
/// A client reads every server that is not newer than itself. The oldest that does is taken, since it
/// prints what the server means and not what a later version makes of it.
pub fn client_program(name: &str, server: u32) -> Option<PathBuf> {
    let named = std::env::var_os(BINARIES_VARIABLE).map(PathBuf::from);
    let folders = named.into_iter().chain(discovery::folders()).chain(discovery::clients());
    let mut oldest: Option<(ServerVersion, PathBuf)> = None;
    for folder in folders {
        // A link that leads to a program of another name, as Debian's wrappers do, chooses for itself.
        let found = folder.join(name).canonicalize();
        let Some(program) = found.ok().filter(|program| program.ends_with(name)) else { continue };
        let Some(version) = client_version(&program) else { continue };
        if version.major() == server {
            return Some(program);
        }
        let is_older = oldest.as_ref().is_none_or(|(oldest, _)| version < *oldest);
        if version.major() > server && is_older {
            oldest = Some((version, program));
        }
    }
    oldest.map(|(_, program)| program)
}

fn client_version(program: &Path) -> Option<ServerVersion> {
    let output = Command::new(program).arg("--version").output().ok()?;
    parse_version(std::str::from_utf8(&output.stdout).ok()?)
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, and `19beta1`.
fn parse_version(banner: &str) -> Option<ServerVersion> {
    let text = banner.split("(PostgreSQL)").nth(1)?.split_whitespace().next()?;
    let digits = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok();
    let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
    let number = digits(major)?.checked_mul(10_000)?.checked_add(digits(minor)?)?;
    Some(ServerVersion::from_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_every_banner() {
        let number = |banner| parse_version(banner).map(ServerVersion::number);
        assert_eq!(number("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(150_018));
        assert_eq!(number("postgres (PostgreSQL) 18.4"), Some(180_004));
        assert_eq!(number("postgres (PostgreSQL) 19beta1"), Some(190_000));
        assert_eq!(number("mysqld 8"), None);
    }
}
