//! `stamp`: writes the history without running anything.

use std::fmt::Write as _;

use aludel::{
    migration::{Reference, Revision},
    run::{self, plan::Stamp},
};
use clap::Args;
use serde_json::json;

use super::motion;
use crate::{
    answer::Answer, arguments::HistoryWriterOptions, config, exit::Exit, explain::run_failed,
    ground::Ground, output::style, report::Failure, session::Session,
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
    options: HistoryWriterOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let HistoryWriterOptions { project, database, run } = &arguments.options;
    let ground = Ground::find(session, project, database)?;
    let Ground { project, folder, database, history } = &ground;
    let options = config::run(run, history.clone(), project.as_ref())?;
    let stamp = run::stamp(&database.target, folder, &arguments.target, &options, &mut ())
        .map_err(|error| run_failed(&error, folder))?;
    let Stamp { applied, kept, forgotten } = &stamp;
    let mut text = database.title(None);
    let (good, dim) = (style::GOOD, style::DIM);
    for (style, word, revisions) in
        [(dim, "kept   ", kept), (good, "stamped", applied), (good, "forgot ", forgotten)]
    {
        for revision in revisions {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{style}{word}{style:#} {revision}");
        }
    }
    if applied.is_empty() && forgotten.is_empty() {
        let _ = writeln!(text, "nothing to do{}", motion::standing(folder, &arguments.target));
    }
    let names = |revisions: &[Revision]| -> Vec<String> {
        revisions.iter().map(Revision::to_string).collect()
    };
    let data = json!({
        "database": database.to_string(),
        "applied": names(applied),
        "kept": names(kept),
        "forgotten": names(forgotten),
    });
    Answer::new(Exit::Clean, text, &data)
}
