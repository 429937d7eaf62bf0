//! `init`: sets a package up.

use std::{fmt::Write as _, fs, io::Write as _, path::Path};

use cargo_metadata::{Package, TargetKind};
use clap::Args;
use serde::Serialize;

use crate::{
    answer::Answer,
    arguments::ProjectOptions,
    config,
    exit::Exit,
    output::style,
    project::{self, BINARY, Project},
    report::Failure,
    session::Session,
};

/// Set a package up: the binary that hands its models over, and a folder for migrations
///
/// Writes `src/bin/migrate.rs`, adds `[package.metadata.aludel]` to Cargo.toml, and makes the
/// folder of migrations. What is there already is left as it is. A package that has only a binary
/// keeps it: `init` says which line it needs.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: ProjectOptions,
}

/// One thing that a package needs, and whether it was there.
#[derive(Debug, Serialize)]
struct Piece {
    path: String,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Written,
    Kept,
}

pub(crate) fn run(_: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let project = Project::require(&arguments.project)?;
    let package = project.workspace()?.package(&project.package)?;
    let folder = config::migrations(&arguments.project, Some(&project))?;
    let mut pieces = Vec::new();
    let library = library(package);
    let binary = match &library {
        Some(library) => {
            let path = project.folder().join(format!("src/bin/{BINARY}.rs"));
            pieces.push(write_new(&path, &host_source(library))?);
            BINARY.to_owned()
        }
        None => project::binaries(package).first().map_or_else(String::new, ToString::to_string),
    };
    pieces.push(add_settings(&project, &binary)?);
    pieces.push(write_new(&folder.join(".gitkeep"), "")?);
    let advice = advice(&next_steps(&project, package, library.is_some()));
    Ok(Answer::new(Exit::Clean, told(&pieces), &pieces)?.advise(advice))
}

/// What is still to be done by hand, in its order.
fn next_steps(project: &Project, package: &Package, has_library: bool) -> Vec<String> {
    let says = |words: &str| says(&project.folder().join("src"), words);
    let mut steps = Vec::new();
    if !package.dependencies.iter().any(|dependency| dependency.name == "aludel") {
        steps.push(format!("depend on aludel: cargo add aludel -p {}", project.package));
    }
    if !says("schema!") {
        steps.push("list the models: `aludel::schema!(pub SCHEMA = [AppUser, …]);`".to_owned());
    }
    if !has_library && !says("hook(") {
        steps.push("call `aludel::hook(&SCHEMA);` first in `main`".to_owned());
    }
    steps.push("write the first migration: cargo aludel generate -m \"first tables\"".to_owned());
    steps
}

fn told(pieces: &[Piece]) -> String {
    pieces.iter().fold(String::new(), |mut text, piece| {
        let (style, word) = match piece.state {
            State::Written => (style::GOOD, "wrote"),
            State::Kept => (style::DIM, " kept"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{style}{word}{style:#} {}", piece.path);
        text
    })
}

fn advice(steps: &[String]) -> String {
    steps.iter().enumerate().fold("\nnext:\n".to_owned(), |mut text, (number, step)| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}. {step}", number + 1);
        text
    })
}

/// Writes a file unless it is there.
fn write_new(path: &Path, text: &str) -> Result<Piece, Failure> {
    let shown = project::shown(path);
    if path.exists() {
        return Ok(Piece { path: shown, state: State::Kept });
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::File::create_new(path)?.write_all(text.as_bytes()))
        .map_err(|error| Failure::new(format!("cannot write {shown}")).caused_by(error))?;
    Ok(Piece { path: shown, state: State::Written })
}

/// The name by which the package's binaries know its library.
fn library(package: &Package) -> Option<String> {
    let is_library = |kind: &TargetKind| *kind == TargetKind::Lib || *kind == TargetKind::RLib;
    let target = package.targets.iter().find(|target| target.kind.iter().any(is_library))?;
    Some(target.name.replace('-', "_"))
}

fn host_source(library: &str) -> String {
    format!(
        "//! Hands the models to `cargo aludel`.\n\n\
         use std::process::ExitCode;\n\n\
         fn main() -> ExitCode {{\n    aludel::main(&{library}::SCHEMA)\n}}\n"
    )
}

/// Adds the table of settings to the end of Cargo.toml unless it has one.
fn add_settings(project: &Project, binary: &str) -> Result<Piece, Failure> {
    let path = &project.manifest;
    let shown = project::shown(path);
    if project.has_settings {
        return Ok(Piece { path: shown, state: State::Kept });
    }
    let table = format!("\n[package.metadata.aludel]\nbin = \"{binary}\"\n");
    fs::OpenOptions::new()
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(table.as_bytes()))
        .map_err(|error| Failure::new(format!("cannot write {shown}")).caused_by(error))?;
    Ok(Piece { path: shown, state: State::Written })
}

/// Whether some Rust file below a folder has the words.
fn says(folder: &Path, words: &str) -> bool {
    project::sources(folder)
        .iter()
        .any(|path| fs::read_to_string(path).is_ok_and(|text| text.contains(words)))
}
