//! `show`: one migration.

use aludel::migration::{Reference, ReferenceError, Revision};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer, arguments::ProjectOptions, exit::Exit, ground, project, report::Failure,
    session::Session,
};

/// Show the file of a migration
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// `head`, a revision or the start of one
    #[arg(value_name = "REVISION", default_value = "head")]
    revision: Reference,

    #[command(flatten)]
    project: ProjectOptions,
}

pub(crate) fn run(_: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let (_, folder) = ground::migrations(&arguments.project)?;
    let revision = match &arguments.revision {
        Reference::Head => folder.graph().head()?,
        Reference::Name(text) => Some(folder.graph().find(text)?),
        other => {
            let (near, count) = (Vec::new(), folder.graph().order().len());
            return Err(ReferenceError::Unknown { text: other.to_string(), near, count }.into());
        }
    };
    let file = revision
        .and_then(|revision| folder.get(revision))
        .ok_or_else(|| Failure::new("there are no migrations"))?;
    let migration = file.migration();
    let data = json!({
        "revision": migration.revision.to_string(),
        "parents": migration.parents.iter().map(Revision::to_string).collect::<Vec<_>>(),
        "message": migration.message,
        "path": file.path(),
        "text": file.text(),
    });
    let advice = format!("{}\n", project::shown(file.path()));
    Ok(Answer::new(Exit::Clean, file.text(), &data)?.whole().advise(advice))
}
