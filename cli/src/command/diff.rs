//! `diff`: the SQL between any two schemas.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use aludel::{
    catalog,
    connect::Target,
    schema::Schema,
    workflow::{self, Comparison, script_text},
};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer, exit::Exit, output::style, project, report::Failure, session::Session,
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
}

/// Where a schema comes from.
#[derive(Debug, Clone)]
enum Source {
    /// A database, by its connection string.
    Database(String),
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            _ if text.contains("://") || text.contains('=') => Ok(Self::Database(text.to_owned())),
            _ => Err("expected a database URL".to_owned()),
        }
    }
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let from = read(session, &arguments.from)?;
    let to = read(session, &arguments.to)?;
    let comparison = workflow::compare(&from, &to)?;
    if !comparison.not_modelled.is_empty() {
        return Err(not_modelled(&comparison));
    }
    let (up, down) = (script_text(&comparison.script.up), script_text(&comparison.script.down));
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
    Answer::new(exit, text, &data)
}

fn read(session: &mut Session<'_, '_>, source: &Source) -> Result<Schema, Failure> {
    let Source::Database(url) = source;
    let target = Target::parse(url, session.environment())?;
    let _progress = session.progress(&format!("reading {target}"));
    Ok(catalog::read(&mut target.connect()?)?)
}

fn not_modelled(comparison: &Comparison) -> Failure {
    let differences = comparison.not_modelled.iter();
    differences
        .fold(
            Failure::new("the schemas differ in something that is not modelled")
                .exit(Exit::NotModelled),
            |failure, difference| failure.note(difference.to_string()),
        )
        .hint("nothing is written, since the SQL would leave that difference")
}

fn told(comparison: &Comparison) -> String {
    comparison.differences.iter().map(|difference| style::difference(difference) + "\n").collect()
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| {
        Failure::new(format!("cannot write {}", project::shown(path))).caused_by(error)
    })
}
