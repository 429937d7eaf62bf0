//! What the options mean together: flags over environment over Cargo.toml.

use std::path::PathBuf;

use crate::{arguments::ProjectOptions, project::Project, report::Failure};

/// The folder of migrations.
pub(crate) fn migrations(
    options: &ProjectOptions,
    project: Option<&Project>,
) -> Result<PathBuf, Failure> {
    if let Some(folder) = &options.migrations {
        return Ok(folder.clone());
    }
    let project = project.ok_or_else(|| {
        Failure::new("there is no Cargo.toml, and no folder of migrations is named")
            .hint("go to the package with the models, or give --migrations <DIR>")
    })?;
    let set = project.settings.migrations.clone();
    Ok(set.unwrap_or_else(|| project.folder().join("migrations")))
}
