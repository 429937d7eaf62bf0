//! What `cargo metadata` says of the workspace.

use std::{env, ffi::OsString, path::Path, path::PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package, TargetKind};

use crate::report::Failure;

/// The workspace of a package.
#[derive(Debug)]
pub(crate) struct Workspace(Metadata);

/// The cargo that called us, else the one on the path.
pub(super) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

impl Workspace {
    pub(crate) fn read(manifest: &Path) -> Result<Self, Failure> {
        MetadataCommand::new()
            .cargo_path(PathBuf::from(cargo()))
            .manifest_path(manifest)
            .no_deps()
            .exec()
            .map(Self)
            .map_err(|error| match error {
                cargo_metadata::Error::CargoMetadata { stderr } => {
                    let told = stderr.trim().trim_start_matches("error: ").to_owned();
                    Failure::new(format!("cargo cannot read the workspace: {told}"))
                }
                other => Failure::new("cannot ask cargo for the workspace")
                    .caused_by(other)
                    .hint("is cargo on the path?"),
            })
    }

    /// The folder of its Cargo.toml.
    pub(super) fn root(&self) -> &Path {
        self.0.workspace_root.as_std_path()
    }

    /// The folder for everything that is built.
    pub(crate) fn target_folder(&self) -> &Path {
        self.0.target_directory.as_std_path()
    }

    /// The manifest of the wanted member, or of the only one that could be meant.
    pub(super) fn member(&self, wanted: Option<&str>) -> Result<PathBuf, Failure> {
        let members = self.0.workspace_packages();
        let found: Vec<&Package> = members
            .iter()
            .copied()
            .filter(|package| match wanted {
                Some(wanted) => is_named(package, wanted),
                None => package.metadata.get("aludel").is_some(),
            })
            .collect();
        match (found.as_slice(), wanted) {
            ([package], _) => Ok(package.manifest_path.clone().into()),
            ([], Some(wanted)) => {
                Err(Failure::new(format!("the workspace has no package `{wanted}`"))
                    .hint(format!("its packages are {}", names(&members))))
            }
            ([], None) => Err(Failure::new("no package of this workspace is set up for aludel")
                .hint("name the package with the models: cargo aludel init -p <NAME>")),
            (several, _) => {
                Err(Failure::new("several packages of this workspace are set up for aludel")
                    .hint(format!("choose one with -p: {}", names(several))))
            }
        }
    }

    /// The package of a manifest.
    pub(crate) fn package(&self, name: &str) -> Result<&Package, Failure> {
        self.0
            .workspace_packages()
            .into_iter()
            .find(|package| package.name.as_str() == name)
            .ok_or_else(|| Failure::new(format!("cargo does not list package `{name}`")))
    }
}

/// The binaries of a package, by name.
pub(crate) fn binaries(package: &Package) -> Vec<&str> {
    let is_binary = |kind: &TargetKind| *kind == TargetKind::Bin;
    let targets = package.targets.iter().filter(|target| target.kind.iter().any(is_binary));
    targets.map(|target| target.name.as_str()).collect()
}

/// Whether `name` or `name@version` means this package.
fn is_named(package: &Package, wanted: &str) -> bool {
    match wanted.split_once('@') {
        Some((name, version)) => {
            package.name.as_str() == name && package.version.to_string() == version
        }
        None => package.name.as_str() == wanted,
    }
}

fn names(packages: &[&Package]) -> String {
    let names: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    names.join(", ")
}
