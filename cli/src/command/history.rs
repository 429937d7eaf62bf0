//! `history`: the migrations, from their files.

use std::fmt::Write as _;

use aludel::migration::{Down, File, Revision};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer, arguments::ProjectOptions, exit::Exit, ground, output::style, report::Failure,
    session::Session,
};

/// List the migrations, the newest first
///
/// Reads the files only: no database is needed.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: ProjectOptions,
}

pub(crate) fn run(_: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let (_, folder) = ground::migrations(&arguments.project)?;
    let heads = folder.graph().heads();
    let is_head = |file: &File| heads.contains(&&file.migration().revision);
    let mut text = String::new();
    for file in folder.files().rev() {
        let mark = if is_head(file) { " (head)" } else { "" };
        let _ = writeln!(text, "{}", line(file, mark));
    }
    if text.is_empty() {
        text.push_str("there are no migrations\n");
    }
    let data: Vec<_> = folder
        .files()
        .rev()
        .map(|file| {
            let migration = file.migration();
            json!({
                "revision": migration.revision.to_string(),
                "parents": migration.parents.iter().map(Revision::to_string).collect::<Vec<_>>(),
                "message": migration.message,
                "path": file.path(),
                "head": is_head(file),
                "reversible": matches!(migration.down, Down::Steps(_)),
            })
        })
        .collect();
    Ok(Answer::new(Exit::Clean, text, &data)?.whole())
}

fn line(file: &File, mark: &str) -> String {
    let migration = file.migration();
    let (name, good, dim) = (style::NAME, style::GOOD, style::DIM);
    let merge = match migration.parents.as_slice() {
        [_, _, ..] => " merges branches",
        _ => "",
    };
    let way_back = match migration.down {
        Down::Steps(_) => "",
        Down::Irreversible { .. } => " irreversible",
    };
    let revision = &migration.revision;
    let message = &migration.message;
    format!(
        "{name}{revision}{name:#}{good}{mark}{good:#}\n    {message}{dim}{merge}{way_back}{dim:#}"
    )
}
