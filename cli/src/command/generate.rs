//! `generate`: writes the migration that is missing.

use aludel::{
    migration::{Folder, Migration},
    workflow::{Difference, Draft},
};
use clap::Args;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    arguments::{BuildOptions, DatabaseOptions, ProjectOptions, ScratchOptions},
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
    /// What the migration is for, in one line [default: what it does]
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,

    /// Write the migration without the proof
    #[arg(long)]
    no_verify: bool,

    #[command(flatten)]
    project: ProjectOptions,

    #[command(flatten)]
    database: DatabaseOptions,

    #[command(flatten)]
    scratch: ScratchOptions,

    #[command(flatten)]
    build: BuildOptions,
}

/// What was written.
pub(super) struct Written {
    pub(super) migration: Migration,
    pub(super) path: String,
    pub(super) differences: Vec<Difference>,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let (project, mut folder) = ground::migrations(&arguments.project)?;
    folder.check_head()?;
    let project = project.map_or_else(|| Project::require(&arguments.project), Ok)?;
    let document = project.document(session, &arguments.build)?;
    let mut bench =
        workbench_near(session, &arguments.scratch, &arguments.database, Some(&project))?;
    let progress = session.progress("comparing models and migrations");
    let message = arguments.message.as_deref();
    let draft = bench.generate(&document, &folder, message, !arguments.no_verify)?;
    drop(progress);
    let Some(draft) = draft else {
        let data = json!({ "written": null });
        return Answer::new(
            Exit::Clean,
            "nothing to do: the migrations make what the models describe\n",
            &data,
        );
    };
    let written = write(&mut folder, draft)?;
    let advice = "\nnext: read it, then cargo aludel upgrade\n";
    Ok(Answer::new(Exit::Clean, told(&written), &data(&written))?.advise(advice))
}

/// Writes the draft into the folder.
pub(super) fn write(folder: &mut Folder, draft: Draft) -> Result<Written, Failure> {
    let path = folder.write(&draft.migration)?;
    let Draft { migration, differences, .. } = draft;
    Ok(Written { migration, path: shown(&path), differences })
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
