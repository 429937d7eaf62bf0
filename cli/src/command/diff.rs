//! `diff`: the SQL between any two schemas.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use aludel::{
    catalog,
    connect::Target,
    migration::Folder,
    run::HistoryTable,
    schema::Schema,
    statement::to_script,
    workflow::{self, Comparison, Workbench, forget_history},
};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer,
    arguments::{BuildOptions, HistoryOptions, ProjectOptions, ScratchOptions},
    config,
    exit::Exit,
    explain::without_public,
    ground::{self, workbench},
    output::style,
    project::{self, Project},
    report::Failure,
    session::Session,
};

/// Write the SQL that leads from one schema to another, and back
///
/// A schema is a database, named by its URL; `file:schema.sql`, a SQL file; `models`, what the
/// structs of the package describe; or `migrations`, what the migrations make of an empty
/// database (`migrations:DIR` for another folder).
///
/// The way up is printed, or written to a file. Nothing is changed anywhere.
///
/// Ends with 0 where the schemas are equal, with 10 where they differ, and with 18 where they
/// differ in something that is not modelled: that is named, and nothing is written.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The schema before
    #[arg(long, value_name = "SCHEMA")]
    from: Source,

    /// The schema after
    #[arg(long, value_name = "SCHEMA")]
    to: Source,

    /// Write the way up to this file
    #[arg(long, value_name = "FILE")]
    up_file: Option<PathBuf>,

    /// Write the way back to this file
    #[arg(long, value_name = "FILE")]
    down_file: Option<PathBuf>,

    #[command(flatten)]
    project: ProjectOptions,

    #[command(flatten)]
    history: HistoryOptions,

    #[command(flatten)]
    scratch: ScratchOptions,

    #[command(flatten)]
    build: BuildOptions,
}

/// Where a schema comes from.
#[derive(Debug, Clone)]
enum Source {
    /// A database, by its connection string.
    Database(String),
    /// `file:schema.sql`
    File(PathBuf),
    /// `models`
    Models,
    /// `migrations`, `migrations:DIR`
    Migrations(Option<PathBuf>),
}

impl FromStr for Source {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "models" => Ok(Self::Models),
            None if text == "migrations" => Ok(Self::Migrations(None)),
            Some(("file", path)) => Ok(Self::File(path.into())),
            Some(("migrations", path)) => Ok(Self::Migrations(Some(path.into()))),
            _ if text.contains("://") || text.contains('=') => Ok(Self::Database(text.to_owned())),
            _ => Err("expected a database URL, `file:<PATH>`, `models` or `migrations[:<DIR>]`"),
        }
    }
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let (from, to) = read(session, arguments)?;
    let comparison = workflow::compare(&from, &to)?;
    if !comparison.not_modelled.is_empty() {
        return Err(not_modelled(&comparison));
    }
    let (up, down) = (to_script(&comparison.script.up), to_script(&comparison.script.down));
    if let Some(path) = &arguments.down_file {
        write(path, &down)?;
    }
    let text = match &arguments.up_file {
        Some(path) => {
            write(path, &up)?;
            told(&comparison)
        }
        None => up.clone(),
    };
    let exit = if comparison.differences.is_empty() { Exit::Clean } else { Exit::ModelsDiffer };
    let data = json!({ "differences": comparison.differences, "up": up, "down": down });
    Ok(Answer::new(exit, text, &data)?.whole())
}

/// Reads both schemas: databases first, since scratch databases are best made beside one of them.
fn read(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<(Schema, Schema), Failure> {
    let project = Project::find(&arguments.project)?;
    let history = config::history(&arguments.history, project.as_ref())?;
    let from = read_database(session, &arguments.from, &history)?;
    let to = read_database(session, &arguments.to, &history)?;
    let beside = from.as_ref().or(to.as_ref());
    let beside = beside.map(|(target, schema)| (target.clone(), schema.version));
    match (from, to) {
        (Some((_, from)), Some((_, to))) => Ok((from, to)),
        (from, to) => {
            let mut bench = workbench(session, &arguments.scratch, beside, project.as_ref())?;
            let from = match from {
                Some((_, schema)) => schema,
                None => make(session, arguments, &mut bench, &arguments.from)?,
            };
            let to = match to {
                Some((_, schema)) => schema,
                None => make(session, arguments, &mut bench, &arguments.to)?,
            };
            Ok((from, to))
        }
    }
}

/// Reads a source that is a database, without the history that we keep in it.
fn read_database(
    session: &Session<'_, '_>,
    source: &Source,
    history: &HistoryTable,
) -> Result<Option<(Target, Schema)>, Failure> {
    let Source::Database(url) = source else { return Ok(None) };
    let target = Target::parse(url, session.environment())?;
    let _progress = session.progress(&format!("reading {target}"));
    let mut schema = catalog::read(&mut target.connect()?)?;
    forget_history(&mut schema, history);
    Ok(Some((target, schema)))
}

/// Makes what is not a database.
fn make(
    session: &mut Session<'_, '_>,
    arguments: &Arguments,
    bench: &mut Workbench,
    source: &Source,
) -> Result<Schema, Failure> {
    match source {
        Source::File(path) => {
            let _progress = session.progress(&format!("loading {}", path.display()));
            Ok(bench.file(path)?)
        }
        Source::Migrations(path) => {
            let folder = match path {
                Some(path) => Folder::load(path)?,
                None => ground::migrations(&arguments.project)?.1,
            };
            let _progress = session.progress("replaying the migrations");
            Ok(bench.replayed(&folder, None)?)
        }
        Source::Database(_) | Source::Models => {
            let project = Project::require(&arguments.project)?;
            let document = project.document(session, &arguments.build)?;
            let _progress = session.progress("loading the models");
            let models = bench.models(&document);
            models.map_err(|error| project.look_up(error.into(), &document))
        }
    }
}

fn not_modelled(comparison: &Comparison) -> Failure {
    let differences = comparison.not_modelled.iter();
    differences
        .fold(
            Failure::new("the schemas differ in something that is not modelled")
                .exit(Exit::NotModelled),
            |failure, difference| failure.note(without_public(&difference.to_string())),
        )
        .hint("nothing is written, since the SQL would leave that difference")
}

fn told(comparison: &Comparison) -> String {
    let lines = comparison.differences.iter().map(|difference| {
        let style = style::difference(difference);
        format!("{style}{difference}{style:#}\n")
    });
    lines.collect::<Vec<String>>().concat()
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| {
        Failure::new(format!("cannot write {}", project::shown(path))).caused_by(error)
    })
}
