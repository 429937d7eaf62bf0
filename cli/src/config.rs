//! What the options mean together: flags over environment over Cargo.toml.

use std::{path::PathBuf, time::Duration};

use aludel::run::{self, HistoryTable};

use crate::{
    arguments::{self, HistoryOptions, ProjectOptions, RunOptions},
    project::Project,
    report::Failure,
};

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

/// Where the history stands.
pub(crate) fn history(
    options: &HistoryOptions,
    project: Option<&Project>,
) -> Result<HistoryTable, Failure> {
    let set = project.and_then(|project| project.settings.history_table.as_deref());
    match (&options.history_table, set) {
        (Some(given), _) => Ok(given.clone()),
        (None, Some(text)) => {
            let read = arguments::history_table(text);
            read.map_err(|expected| setting("history-table", text, expected))
        }
        (None, None) => Ok(HistoryTable::default()),
    }
}

/// How migrations are run.
pub(crate) fn run(
    options: &RunOptions,
    history: HistoryTable,
    project: Option<&Project>,
) -> Result<run::Options, Failure> {
    let mut run = run::Options::default();
    run.history = history;
    let set = project.and_then(|project| project.settings.lock_timeout.as_deref());
    match (options.lock_timeout, set) {
        (Some(given), _) => run.lock_timeout = given.into(),
        (None, Some(text)) => run.lock_timeout = duration("lock-timeout", text)?,
        (None, None) => {}
    }
    run.wait = options.wait.map_or(run.wait, Duration::from);
    Ok(run)
}

fn duration(key: &str, text: &str) -> Result<Duration, Failure> {
    humantime::parse_duration(text).map_err(|error| setting(key, text, &error.to_string()))
}

fn setting(key: &str, text: &str, expected: &str) -> Failure {
    Failure::new(format!("`{key} = \"{text}\"` in the settings of Cargo.toml: {expected}"))
}
