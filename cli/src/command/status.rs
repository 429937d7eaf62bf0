//! `status`: which migrations are applied.

use std::{fmt::Write as _, time::SystemTime};

use aludel::{
    catalog,
    migration::{Folder, Revision},
    run::{History, Status, history},
    version::ServerVersion,
};
use clap::Args;
use serde_json::json;

use super::verdict;
use crate::{
    answer::Answer,
    arguments::{DatabaseOptions, ProjectOptions},
    finding::{self, Finding},
    ground::Ground,
    output::style,
    report::Failure,
    session::Session,
};

/// Say which migrations are applied, and whether files and history agree
///
/// Looks at no models and no schema, so that nothing is compiled; `check` does that. Ends with 11
/// where migrations are not applied, with 13 where an applied one was edited or is missing, and
/// with 14 where there are several heads.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: ProjectOptions,

    #[command(flatten)]
    database: DatabaseOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let ground = Ground::find(session, &arguments.project, &arguments.database)?;
    let mut client = ground.database.target.connect()?;
    let version = catalog::version(&mut client)?;
    let history = history::read(&mut client, &ground.history)?;
    let status = Status::of(&ground.folder, &history);
    let mut findings = verdict::files(&status.findings, ground.folder.check_head());
    findings.extend(verdict::pending(&status.pending));
    let text = told(&ground, version, (&status, &history), &findings);
    let names = |revisions: &[Revision]| -> Vec<String> {
        revisions.iter().map(Revision::to_string).collect()
    };
    let data = json!({
        "database": ground.database.to_string(),
        "server": version.to_string(),
        "applied": names(&status.applied),
        "pending": names(&status.pending),
        "findings": findings,
    });
    Ok(Answer::new(finding::exit(&findings), text, &data)?.with_errors(&findings))
}

fn told(
    ground: &Ground,
    version: ServerVersion,
    (status, history): (&Status, &History),
    findings: &[Finding],
) -> String {
    let mut text = ground.database.title(Some(version));
    for revision in ground.folder.graph().order() {
        text.push_str(&line(revision, status, history));
    }
    if !ground.folder.graph().order().is_empty() {
        text.push('\n');
    }
    if findings.is_empty() {
        text.push_str(&at_head(&ground.folder));
    } else {
        text.push_str(&finding::told(findings));
    }
    text
}

fn line(revision: &Revision, status: &Status, history: &History) -> String {
    let (good, dim, warning) = (style::GOOD, style::DIM, style::WARNING);
    let half_done = status.unfinished.iter().find(|(name, _)| name == revision);
    match (half_done, history.get(revision)) {
        (Some((_, progress)), _) => {
            let steps = match progress.steps_done {
                1 => "1 step".to_owned(),
                many => format!("{many} steps"),
            };
            let way = progress.direction.as_str();
            format!("{warning}half done{warning:#} {revision}  {dim}{steps} {way}{dim:#}\n")
        }
        (None, Some(record)) => {
            let at = minute(record.applied_at);
            let by = &record.applied_by;
            format!("{good}applied  {good:#} {revision}  {dim}{at} by {by}{dim:#}\n")
        }
        (None, None) => format!("{warning}pending  {warning:#} {revision}\n"),
    }
}

/// A moment in UTC, as short as a line has room for: `2026-07-30 10:18Z`.
fn minute(at: SystemTime) -> String {
    let text = humantime::format_rfc3339_seconds(at).to_string();
    let (day, time) = text.split_once('T').unwrap_or((&text, ""));
    format!("{day} {}Z", time.get(..5).unwrap_or(time))
}

fn at_head(folder: &Folder) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = match folder.graph().heads().first() {
        Some(head) => writeln!(text, "at head: {head}"),
        None => writeln!(text, "there are no migrations"),
    };
    text
}
