//! `verify`: proves all migrations.

use std::fmt::Write as _;

use aludel::{
    migration::{File, Folder, Revision},
    scratch::ScratchError,
    workflow::{Outcome, ProofError, Verified},
};
use clap::Args;
use serde_json::json;

use crate::{
    answer::Answer,
    arguments::{DatabaseOptions, ProjectOptions, ScratchOptions},
    exit::Exit,
    ground::{self, workbench_near},
    output::style,
    project::shown,
    report::Failure,
    session::Session,
    snippet::Snippet,
};

/// Prove every migration: up, back down to exactly what was before, and up again
///
/// It is done on a scratch database, and `pg_dump`, where there is one, must see the same as aludel.
/// The database itself is not touched, and nothing is compiled.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: ProjectOptions,

    #[command(flatten)]
    database: DatabaseOptions,

    #[command(flatten)]
    scratch: ScratchOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let (project, folder) = ground::migrations(&arguments.project)?;
    folder.check_head()?;
    let mut bench =
        workbench_near(session, &arguments.scratch, &arguments.database, project.as_ref())?;
    let progress = session.progress("proving the migrations");
    let verification = bench.verify(&folder)?;
    drop(progress);
    let (good, dim) = (style::GOOD, style::DIM);
    let (witness, scratch) = (verification.witness, bench.scratch.to_string());
    let mut text = format!("{dim}scratch databases{dim:#} {scratch}\n");
    let (mut outcomes, mut failed) = (Vec::new(), None);
    for Verified { revision, outcome } in verification.migrations {
        let outcome = match outcome {
            Outcome::Reversible => "reversible",
            Outcome::Irreversible => "irreversible",
            Outcome::Failed(error) => {
                failed = Some(failure(&folder, &revision, error));
                "failed"
            }
        };
        if failed.is_none() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{good}proved{good:#} {revision}  {dim}{outcome}{dim:#}");
        }
        outcomes.push(json!({ "revision": revision.to_string(), "outcome": outcome }));
    }
    match &witness {
        _ if outcomes.is_empty() => text.push_str("there are no migrations\n"),
        Err(why) if failed.is_none() => {
            let _ = writeln!(text, "{dim}seen by aludel's own reader only: {why}{dim:#}");
        }
        _ => {}
    }
    let witness = witness.is_ok().then_some("pg_dump");
    let data = json!({ "scratch": scratch, "migrations": outcomes, "witness": witness });
    match failed {
        Some(failure) => Err(failure.after(text, data)),
        None => Answer::new(Exit::Clean, text, &data),
    }
}

/// Why a migration is not proved, and where in its file.
fn failure(folder: &Folder, revision: &Revision, error: ProofError) -> Failure {
    let snippet = folder.get(revision).and_then(|file| place(file, &error));
    let failure = Failure::from(error).note(format!("in {revision}"));
    match snippet {
        Some(snippet) => failure.snippet(snippet),
        None => failure,
    }
}

/// Where the statement that failed stands in its file.
fn place(file: &File, error: &ProofError) -> Option<Snippet> {
    let ProofError::Run { source: ScratchError::Statement { sql, message, position, .. }, .. } =
        error
    else {
        return None;
    };
    let start = file.text().find(sql.as_str())?;
    let character = usize::try_from(position.unwrap_or(1)).ok()?.checked_sub(1)?;
    let inside = sql.char_indices().nth(character).map_or(0, |(byte, _)| byte);
    Some(Snippet::at_byte(&shown(file.path()), file.text(), Some(start + inside), message))
}
