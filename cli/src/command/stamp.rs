//! `stamp`: writes the history without running anything.

use std::fmt::Write as _;

use aludel::{
    migration::{Reference, Revision},
    run,
};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer,
    arguments::{DatabaseOptions, ProjectOptions, RunOptions},
    config,
    exit::Exit,
    explain::run_failed,
    ground::Ground,
    output::style,
    report::Failure,
    session::Session,
};

/// Say that the database is at a revision, without running anything
///
/// For a database that was there before its migrations, and to mend a history: the revision and all
/// before it count as applied, as their files are now, and all others are forgotten.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// `head`, a revision or the start of one, or `base`
    #[arg(value_name = "REVISION")]
    target: Reference,

    #[command(flatten)]
    project: ProjectOptions,

    #[command(flatten)]
    database: DatabaseOptions,

    #[command(flatten)]
    run: RunOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let ground = Ground::find(session, &arguments.project, &arguments.database)?;
    let Ground { project, folder, database, history } = &ground;
    let options = config::run(&arguments.run, history.clone(), project.as_ref())?;
    let stamp = run::stamp(&database.target, folder, &arguments.target, &options, &mut ())
        .map_err(|error| run_failed(&error, folder))?;
    let mut text = String::new();
    for (word, revisions) in [("applied", &stamp.applied), ("forgotten", &stamp.forgotten)] {
        for revision in revisions {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}{word}{:#} {revision}", style::GOOD, style::GOOD);
        }
    }
    if text.is_empty() {
        text.push_str("no migration is applied\n");
    }
    let names = |revisions: &[Revision]| -> Vec<String> {
        revisions.iter().map(Revision::to_string).collect()
    };
    let data = json!({ "applied": names(&stamp.applied), "forgotten": names(&stamp.forgotten) });
    Answer::new(Exit::Clean, text, &data)
}
