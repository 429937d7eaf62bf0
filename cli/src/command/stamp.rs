//! `stamp`: writes the history without running anything.

use std::fmt::Write as _;

use aludel::{
    catalog,
    migration::{Reference, Revision},
    run::{
        self, history,
        plan::{self, Stamp},
    },
};
use clap::Args;
use serde_json::json;

use super::{motion, verdict};
use crate::{
    answer::Answer,
    arguments::{HistoryWriterOptions, ScratchOptions},
    config,
    exit::Exit,
    explain::run_failed,
    finding::{self, Finding},
    ground::{Ground, workbench},
    output::style,
    report::Failure,
    session::Session,
};

/// Say that the database is at a revision, without running anything
///
/// For a database that was there before its migrations, and to mend a history: the revision and all
/// before it count as applied, as their files are now, and all others are forgotten.
///
/// The database must be what these migrations make, as far as they are about it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// `head`, a revision or the start of one, or `base`
    #[arg(value_name = "REVISION")]
    target: Reference,

    /// Believe it, without comparing the database with what the migrations make
    #[arg(long)]
    no_verify: bool,

    #[command(flatten)]
    options: HistoryWriterOptions,

    #[command(flatten)]
    scratch: ScratchOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let HistoryWriterOptions { project, database, run } = &arguments.options;
    let ground = Ground::find(session, project, database)?;
    if !arguments.no_verify
        && let Some(refusal) = refused(session, &ground, arguments)?
    {
        return Ok(refusal);
    }
    let Ground { project, folder, database, history } = &ground;
    let options = config::run(run, history.clone(), project.as_ref())?;
    let stamp = run::stamp(&database.target, folder, &arguments.target, &options, &mut ())
        .map_err(|error| run_failed(&error, folder))?;
    let Stamp { goal: _, applied, kept, forgotten } = &stamp;
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

/// The answer for a database that is not what the migrations make.
fn refused(
    session: &mut Session<'_, '_>,
    ground: &Ground,
    arguments: &Arguments,
) -> Result<Option<Answer>, Failure> {
    let Ground { project, folder, database, history } = ground;
    let mut client = database.target.connect()?;
    let records = history::read(&mut client, history)?;
    let stamp = plan::stamp(folder, &records, &arguments.target)?;
    let Some(goal) = stamp.goal else { return Ok(None) };
    let progress = session.progress("comparing the database with its migrations");
    let live = catalog::read(&mut client)?;
    let beside = Some((database.target.clone(), live.version));
    let mut bench = workbench(session, &arguments.scratch, beside, project.as_ref())?;
    let standing = bench.standing(folder, std::slice::from_ref(&goal), (&live, history))?;
    drop(progress);
    if standing.drift.is_empty() {
        return Ok(None);
    }
    let title = format!("the database is not what the migrations up to {goal} make");
    let finding = Finding::error(Exit::Drift, title).lines(verdict::drift(&standing.drift)).fix(
        "make it so by hand, or stamp the revision that it is at; --no-verify stamps it as it is",
    );
    let findings = [finding];
    let text = database.title(Some(live.version)) + &finding::told(&findings);
    let data = json!({ "database": database.to_string(), "findings": findings });
    Ok(Some(Answer::new(Exit::Drift, text, &data)?.with_errors(&findings)))
}
