//! `check`: do models, migrations and database agree?

use aludel::{
    catalog,
    model::document::Document,
    run::history,
    version::ServerVersion,
    workflow::{Subject, Workbench},
};
use clap::Args;
use serde_json::json;

use super::{
    adoption::{self, Adoption},
    verdict,
};
use crate::{
    answer::Answer,
    arguments::ModelOptions,
    finding::{self, Finding, Line},
    ground::{Ground, workbench},
    project::Project,
    report::Failure,
    session::Session,
};

/// Say whether models, migrations and database agree
///
/// Compares what the structs describe with what the migrations make, and what the migrations make
/// with what the database has. Differences are told with the Rust line that they come from, and
/// with what to do. Nothing is written to the database.
///
/// What lies in the database and was made by nobody in the project is left alone.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: ModelOptions,
}

/// What a check looked at, and what it found.
pub(super) struct Examined {
    pub(super) document: Document,
    pub(super) adoption: Adoption,
    pub(super) bench: Workbench,
    pub(super) version: ServerVersion,
    pub(super) findings: Vec<Finding>,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let options = &arguments.options;
    let ground = Ground::find(session, &options.project, &options.database)?;
    answer(&ground, &examine(session, &ground, options)?)
}

/// What was found.
pub(super) fn answer(
    ground: &Ground,
    Examined { version, findings, .. }: &Examined,
) -> Result<Answer, Failure> {
    let text = ground.database.title(Some(*version)) + &finding::told(findings);
    let data = json!({
        "database": ground.database.to_string(),
        "server": version.to_string(),
        "findings": findings,
    });
    Ok(Answer::new(finding::exit(findings), text, &data)?.with_errors(findings))
}

/// Compares models, migrations and database.
pub(super) fn examine(
    session: &mut Session<'_, '_>,
    ground: &Ground,
    options: &ModelOptions,
) -> Result<Examined, Failure> {
    let project = ground.project.as_ref().ok_or_else(Project::missing)?;
    let target = &ground.database.target;
    let mut client = target.connect()?;
    let document = project.document(session, &options.build)?;
    let progress = session.progress("reading the database");
    let live = catalog::read(&mut client)?;
    let version = live.version;
    let history = history::read(&mut client, &ground.history)?;
    progress.now("comparing models, migrations and database");
    let mut bench =
        workbench(session, &options.scratch, Some((target.clone(), version)), Some(project))?;
    let subject =
        Subject { folder: &ground.folder, history: &history, table: &ground.history, live: &live };
    let found = bench
        .check(&document, subject)
        .map_err(|error| project.look_up(error.into(), &document))?;
    drop(progress);
    let mut findings = verdict::files(&found.history, ground.folder.check_head());
    let adoption = Adoption::of(&found);
    findings.extend(adoption::finding(project, &found, &document));
    if adoption == Adoption::Done {
        findings.extend(verdict::drifted(&found));
    }
    if adoption.has_migrations() {
        findings.extend(verdict::models(project, &found, &document));
    }
    if adoption == Adoption::Done {
        let lines = found.pending.iter().map(|revision| Line::new(revision.as_str()));
        findings.extend(verdict::pending(&found.pending).map(|finding| finding.lines(lines)));
    }
    findings.extend(verdict::unlisted(project, &document));
    findings.extend(verdict::left_alone(&found));
    Ok(Examined { document, adoption, bench, version, findings })
}
