//! `check`: do models, migrations and database agree?

use std::collections::BTreeSet;

use aludel::{
    catalog,
    migration::{HeadError, Revision},
    model::document::Document,
    run::{self, history},
    schema::ObjectId,
    version::ServerVersion,
    workflow::{Difference, Findings, Subject, Workbench},
};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer,
    arguments::{BuildOptions, DatabaseOptions, ProjectOptions, ScratchOptions},
    database::Database,
    exit::Exit,
    finding::{self, Finding, Line},
    ground::{Ground, workbench},
    output::style,
    project::{Project, derived_models, shown},
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
    project: ProjectOptions,

    #[command(flatten)]
    database: DatabaseOptions,

    #[command(flatten)]
    scratch: ScratchOptions,

    #[command(flatten)]
    build: BuildOptions,
}

/// What a check looked at, and what it found.
pub(super) struct Examined {
    pub(super) document: Document,
    pub(super) bench: Workbench,
    pub(super) version: ServerVersion,
    pub(super) findings: Vec<Finding>,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let ground = Ground::find(session, &arguments.project, &arguments.database)?;
    let examined =
        examine(session, &ground, (&arguments.project, &arguments.build, &arguments.scratch))?;
    let Examined { version, findings, .. } = examined;
    let text = title(&ground.database, version) + &finding::told(&findings);
    let data = json!({
        "database": ground.database.to_string(),
        "server": version.to_string(),
        "findings": findings,
    });
    Answer::new(finding::exit(&findings), text, &data)
}

/// Compares models, migrations and database.
pub(super) fn examine(
    session: &mut Session<'_, '_>,
    ground: &Ground,
    (project, build, scratch): (&ProjectOptions, &BuildOptions, &ScratchOptions),
) -> Result<Examined, Failure> {
    let project = match &ground.project {
        Some(project) => project,
        None => &Project::require(project)?,
    };
    let target = &ground.database.target;
    let mut client = target.connect()?;
    let document = project.document(session, build)?;
    let progress = session.progress("reading the database");
    let live = catalog::read(&mut client)?;
    let version = live.version;
    let history = history::read(&mut client, &ground.history)?;
    progress.now("comparing models, migrations and database");
    let mut bench = workbench(session, scratch, Some((target.clone(), version)), Some(project))?;
    let subject =
        Subject { folder: &ground.folder, history: &history, table: &ground.history, live: &live };
    let found = bench.check(&document, subject)?;
    drop(progress);
    let mut findings = history_findings(&found.history);
    findings.extend(ground.folder.check_head().err().map(|error| head_finding(&error)));
    findings.extend(schema_findings(&found, &document));
    findings.extend(pending_finding(&found.pending));
    findings.extend(unlisted(project, &document));
    findings.extend(left_alone(&found));
    Ok(Examined { document, bench, version, findings })
}

/// Which database it is about.
pub(super) fn title(database: &Database, version: ServerVersion) -> String {
    let dim = style::DIM;
    format!("{dim}database{dim:#} {database}, PostgreSQL {version}\n")
}

pub(super) fn history_findings(found: &[run::Finding]) -> Vec<Finding> {
    let finding = |found: &run::Finding| {
        Finding::error(Exit::HistoryBroken, found.to_string()).fix(found.help())
    };
    found.iter().map(finding).collect()
}

pub(super) fn head_finding(error: &HeadError) -> Finding {
    let exit = match error {
        HeadError::Several { .. } | HeadError::Conflict { .. } => Exit::SeveralHeads,
        _ => Exit::HistoryBroken,
    };
    Finding::error(exit, error.to_string()).fix(error.help())
}

pub(super) fn pending_finding(pending: &[Revision]) -> Option<Finding> {
    let title = match pending.len() {
        0 => return None,
        1 => "1 migration is not applied".to_owned(),
        many => format!("{many} migrations are not applied"),
    };
    let lines = pending.iter().map(|revision| Line::new(revision.as_str()));
    Some(Finding::warning(Exit::Unapplied, title).lines(lines).fix("cargo aludel upgrade"))
}

fn schema_findings(found: &Findings, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !found.drift.is_empty() {
        let title = "the database is not what its migrations made";
        let finding = Finding::error(Exit::Drift, title).lines(lines(&found.drift, None));
        findings.push(finding.fix("undo it by hand, or put it into the models"));
    }
    if !found.models.is_empty() {
        let title = "the models differ from the migrations";
        let finding = Finding::error(Exit::ModelsDiffer, title);
        let finding = finding.lines(lines(&found.models, Some(document)));
        findings.push(match found.blocked {
            Some(_) => finding,
            None => finding.fix("cargo aludel generate"),
        });
    }
    if let Some(blocked) = &found.blocked {
        let told = Failure::from(blocked.clone());
        findings.push(Finding::error(Exit::NotModelled, told.title()));
    }
    findings
}

fn lines<'a>(
    differences: &'a [Difference],
    document: Option<&'a Document>,
) -> impl Iterator<Item = Line> + 'a {
    differences.iter().map(move |difference| Line {
        text: difference.to_string(),
        place: document.and_then(|all| Some(all.place_of(&difference.id)?.to_string())),
        style: style::difference(difference),
    })
}

/// Structs that derive `Model` and are in no registry, as far as the text of the package tells.
fn unlisted(project: &Project, document: &Document) -> Option<Finding> {
    let listed: BTreeSet<&str> = document.tables.iter().map(|table| table.model.as_str()).collect();
    let mut derived = derived_models(&project.folder().join("src"));
    derived.retain(|model| !listed.contains(model.name.as_str()));
    let lines: Vec<Line> = derived
        .into_iter()
        .map(|model| Line {
            text: model.name,
            place: Some(format!("{}:{}", shown(&model.path), model.line)),
            style: anstyle::Style::new(),
        })
        .collect();
    let finding = Finding::advice("models that derive `Model` but are not in the registry");
    (!lines.is_empty()).then(|| finding.lines(lines).fix("list them in `schema!`"))
}

/// What is nobody's affair, named so that it is not forgotten.
fn left_alone(found: &Findings) -> Vec<Finding> {
    let notes = [
        ("not of this project, left alone", &found.unmanaged),
        ("not modelled, left alone", &found.not_modelled),
    ];
    let there = notes.into_iter().filter(|(_, ids)| !ids.is_empty());
    there
        .map(|(title, ids)| {
            let lines = ids.iter().map(|id: &ObjectId| Line::new(id.to_string()));
            Finding::note(title).lines(lines)
        })
        .collect()
}
