//! The package whose models and migrations a command is about.
//!
//! ```text
//! manifest    Cargo.toml read directly: milliseconds, and no cargo needed where nothing is built
//! workspace   `cargo metadata`: members, targets, the target folder
//! build       `cargo build` of the binary that hands the models over
//! document    the models' document, from that binary or from the cache
//! place       the lines of the sources that the document speaks of
//! source      the Rust files, read as text for advice only
//! ```

mod build;
mod document;
mod manifest;
mod place;
mod source;
mod workspace;

use std::{
    cell::OnceCell,
    env,
    path::{Path, PathBuf},
};

use self::manifest::Manifest;
pub(crate) use self::{
    build::BINARY,
    manifest::Settings,
    source::{derived_models, sources},
    workspace::{Workspace, binaries},
};
use crate::{arguments::ProjectOptions, report::Failure};

/// A package.
#[derive(Debug)]
pub(crate) struct Project {
    /// Its Cargo.toml.
    pub(crate) manifest: PathBuf,
    pub(crate) package: String,
    /// `[package.metadata.aludel]` over `[workspace.metadata.aludel]`.
    pub(crate) settings: Settings,
    /// Whether the package itself says something.
    pub(crate) has_settings: bool,
    /// What cargo says, asked once.
    workspace: OnceCell<Workspace>,
}

impl Project {
    /// Finds the package as cargo does; `None` where there is no Cargo.toml at all, which is all
    /// right for commands that are told everything else.
    pub(crate) fn find(options: &ProjectOptions) -> Result<Option<Self>, Failure> {
        let manifest = match &options.manifest_path {
            Some(path) => path.clone(),
            None => match nearest_manifest()? {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        let read = Manifest::read(&manifest)?;
        let workspace = read.workspace_settings(&manifest)?;
        let elsewhere = workspace.package.is_some() && !read.has_settings();
        match read.package_name() {
            Some(name) if options.package.is_none() && !elsewhere => Ok(Some(Self {
                package: name.to_owned(),
                settings: read.settings(&manifest).over(workspace),
                has_settings: read.has_settings(),
                workspace: OnceCell::new(),
                manifest,
            })),
            _ => {
                let wanted = options.package.as_deref().or(workspace.package.as_deref());
                let manifest = Workspace::read(&manifest)?.member(wanted)?;
                Self::at(&manifest).map(Some)
            }
        }
    }

    /// The package, or the failure that says that one is needed.
    pub(crate) fn require(options: &ProjectOptions) -> Result<Self, Failure> {
        Self::find(options)?.ok_or_else(Self::missing)
    }

    /// The failure that says that there is no package.
    pub(crate) fn missing() -> Failure {
        Failure::new("there is no Cargo.toml in this folder or in one above it")
            .hint("go to the package with the models, or name it with `--manifest-path <PATH>`")
    }

    /// The package of one manifest.
    fn at(manifest: &Path) -> Result<Self, Failure> {
        let read = Manifest::read(manifest)?;
        let workspace = read.workspace_settings(manifest)?;
        let package = read.package_name().unwrap_or_default().to_owned();
        let settings = read.settings(manifest).over(workspace);
        let has_settings = read.has_settings();
        let (manifest, workspace) = (manifest.to_owned(), OnceCell::new());
        Ok(Self { manifest, package, settings, has_settings, workspace })
    }

    /// What cargo says of the workspace.
    pub(crate) fn workspace(&self) -> Result<&Workspace, Failure> {
        match self.workspace.get() {
            Some(workspace) => Ok(workspace),
            None => {
                let workspace = Workspace::read(&self.manifest)?;
                Ok(self.workspace.get_or_init(|| workspace))
            }
        }
    }

    /// The folder for everything that can be made again.
    pub(crate) fn work_folder(&self, target: Option<&Path>) -> Result<PathBuf, Failure> {
        let target = match target {
            Some(folder) => folder,
            None => self.workspace()?.target_folder(),
        };
        Ok(target.join("aludel"))
    }

    /// The folder of Cargo.toml.
    pub(crate) fn folder(&self) -> &Path {
        match self.manifest.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }
}

fn nearest_manifest() -> Result<Option<PathBuf>, Failure> {
    let here = env::current_dir()
        .map_err(|error| Failure::new("cannot tell the current folder").caused_by(error))?;
    Ok(here.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.is_file()))
}

/// A path as a human would write it: relative to the current folder where it lies inside.
pub(crate) fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
