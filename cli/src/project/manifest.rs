//! Cargo.toml, as far as it concerns us.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::shown;
use crate::{report::Failure, snippet::Snippet};

/// `[package.metadata.aludel]` and `[workspace.metadata.aludel]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// The member with the models; for a workspace.
    pub(crate) package: Option<String>,
    /// The binary that hands the models over.
    pub(crate) bin: Option<String>,
    /// The folder of migrations, relative to the Cargo.toml that says so.
    pub(crate) migrations: Option<PathBuf>,
    /// `schema.table` of the history.
    pub(crate) history_table: Option<String>,
    /// How long a statement may wait for a lock, such as `5s`.
    pub(crate) lock_timeout: Option<String>,
    /// Features that the models need.
    pub(crate) features: Vec<String>,
}

impl Settings {
    /// These, and the other's where these say nothing.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            package: self.package.or(other.package),
            bin: self.bin.or(other.bin),
            migrations: self.migrations.or(other.migrations),
            history_table: self.history_table.or(other.history_table),
            lock_timeout: self.lock_timeout.or(other.lock_timeout),
            features: if self.features.is_empty() { other.features } else { self.features },
        }
    }

    /// The same with paths that hold from anywhere.
    fn beside(mut self, manifest: &Path) -> Self {
        let folder = manifest.parent().unwrap_or(Path::new(""));
        self.migrations = self.migrations.map(|path| folder.join(path));
        self
    }
}

/// One Cargo.toml.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    package: Option<Package>,
    workspace: Option<Root>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    workspace: Option<WorkspacePath>,
    metadata: Option<Metadata>,
}

/// `package.workspace`, the path of the root's folder.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct WorkspacePath(PathBuf);

#[derive(Debug, Deserialize)]
struct Root {
    metadata: Option<Metadata>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    aludel: Option<Settings>,
}

impl Manifest {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| {
            Failure::new(format!("cannot read {}", shown(path))).caused_by(error)
        })?;
        toml::from_str(&text).map_err(|error| {
            let failure = Failure::new(format!("{} makes no sense", shown(path)));
            match error.span() {
                Some(span) => failure.snippet(Snippet {
                    path: shown(path),
                    text: text.clone(),
                    span,
                    label: error.message().to_owned(),
                }),
                None => failure.caused_by(error),
            }
        })
    }

    pub(super) fn package_name(&self) -> Option<&str> {
        self.package.as_ref().map(|package| package.name.as_str())
    }

    pub(super) fn has_settings(&self) -> bool {
        self.own_settings().is_some()
    }

    /// What the package itself says.
    pub(super) fn settings(&self, manifest: &Path) -> Settings {
        self.own_settings().cloned().unwrap_or_default().beside(manifest)
    }

    fn own_settings(&self) -> Option<&Settings> {
        self.package.as_ref()?.metadata.as_ref()?.aludel.as_ref()
    }

    /// What the root of the workspace says. Whether the package is among the root's members is for
    /// cargo to say.
    pub(super) fn workspace_settings(&self, manifest: &Path) -> Result<Settings, Failure> {
        if let Some(root) = &self.workspace {
            return Ok(root.settings(manifest));
        }
        let folder = manifest.parent().unwrap_or(Path::new(""));
        if let Some(WorkspacePath(path)) =
            self.package.as_ref().and_then(|package| package.workspace.as_ref())
        {
            let root = folder.join(path).join("Cargo.toml");
            return Ok(Self::read(&root)?
                .workspace
                .unwrap_or(Root { metadata: None })
                .settings(&root));
        }
        let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        for above in absolute.ancestors().skip(1).map(|folder| folder.join("Cargo.toml")) {
            if above.is_file()
                && let Some(root) = Self::read(&above)?.workspace
            {
                return Ok(root.settings(&above));
            }
        }
        Ok(Settings::default())
    }
}

impl Root {
    fn settings(&self, manifest: &Path) -> Settings {
        let settings = self.metadata.as_ref().and_then(|metadata| metadata.aludel.clone());
        settings.unwrap_or_default().beside(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(package: &str, workspace: &str) -> Settings {
        let parse = |text: &str| toml::from_str::<Settings>(text).unwrap();
        parse(package).beside(Path::new("/a/b/Cargo.toml")).over(parse(workspace))
    }

    #[test]
    fn the_package_wins_over_the_workspace() {
        let settings = settings("bin = 'm'\nmigrations = 'db'", "bin = 'x'\nlock-timeout = '5s'");
        assert_eq!(settings.bin.as_deref(), Some("m"));
        assert_eq!(settings.lock_timeout.as_deref(), Some("5s"));
        assert_eq!(settings.migrations.as_deref(), Some(Path::new("/a/b/db")));
    }

    #[test]
    fn unknown_keys_are_refused_with_the_known_ones() {
        let error = toml::from_str::<Settings>("migration = 'db'").unwrap_err();
        assert!(error.message().contains("expected one of `package`"), "{error}");
    }
}
