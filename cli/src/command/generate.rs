//! `generate`: writes the migration that is missing.

use aludel::{
    migration::{Folder, Migration},
    model::document::Document,
    workflow::{Difference, Draft, Workbench},
};
use clap::Args;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    arguments::ModelOptions,
    exit::Exit,
    ground::{self, workbench_near},
    output::style,
    project::{Project, shown},
    report::Failure,
    session::Session,
};

/// Write the migration that leads from the migrations so far to the models
///
/// It is proved before it is written: on a scratch database it goes up to exactly what the models
/// describe, comes back down to exactly what was before, and goes up again. If that fails nothing
/// is written. The database itself is not touched.
///
/// Read the file, and edit it where you know better. Then `cargo aludel upgrade` applies it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    draft: DraftOptions,

    #[command(flatten)]
    options: ModelOptions,
}

/// What is said of the migration that is to be written.
#[derive(Debug, Args)]
pub(super) struct DraftOptions {
    /// What the migration is for, in one line [default: what it does]
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,

    /// Write the migration without the proof
    #[arg(long)]
    no_verify: bool,
}

/// What was written.
pub(super) struct Written {
    pub(super) migration: Migration,
    pub(super) path: String,
    pub(super) differences: Vec<Difference>,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let options = &arguments.options;
    let (project, mut folder) = ground::migrations(&options.project)?;
    folder.check_head()?;
    let project = project.ok_or_else(Project::missing)?;
    let document = project.document(session, &options.build)?;
    let mut bench = workbench_near(session, &options.scratch, &options.database, Some(&project))?;
    let progress = session.progress("comparing models and migrations");
    let draft = draft(&project, &mut bench, (&document, &folder), &arguments.draft)?;
    drop(progress);
    let Some(draft) = draft else {
        let text = "nothing to do: the migrations make what the models describe\n";
        return Answer::new(Exit::Clean, text, &json!({ "written": null }));
    };
    let written = write(&mut folder, draft)?;
    let advice = "\nnext: read it, then cargo aludel upgrade\n";
    Ok(Answer::new(Exit::Clean, told(&written), &data(&written))?.advise(advice))
}

/// The migration that is missing, if one is.
pub(super) fn draft(
    project: &Project,
    bench: &mut Workbench,
    (document, folder): (&Document, &Folder),
    options: &DraftOptions,
) -> Result<Option<Draft>, Failure> {
    bench
        .generate(document, folder, options.message.as_deref(), !options.no_verify)
        .map_err(|error| project.look_up(error.into(), document))
}

/// Writes a draft into the folder.
pub(super) fn write(folder: &mut Folder, draft: Draft) -> Result<Written, Failure> {
    let Draft { migration, differences, .. } = draft;
    let path = shown(&folder.write(&migration)?);
    Ok(Written { migration, path, differences })
}

/// The file and its text.
pub(super) fn told(written: &Written) -> String {
    let good = style::GOOD;
    format!("{good}wrote{good:#} {}\n\n{}", written.path, written.migration.to_text())
}

/// The same for programs.
pub(super) fn data(written: &Written) -> Value {
    json!({
        "written": {
            "revision": written.migration.revision.to_string(),
            "message": written.migration.message,
            "path": written.path,
            "text": written.migration.to_text(),
            "differences": written.differences,
        }
    })
}
