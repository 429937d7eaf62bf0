//! `migrate`: check, generate, upgrade.

use aludel::migration::{Direction, Reference};
use clap::Args;
use serde_json::json;

use super::{
    check::{self, Examined},
    generate::{self, Written},
    motion,
};
use crate::{
    answer::Answer,
    arguments::{BuildOptions, DatabaseOptions, ProjectOptions, RunOptions, ScratchOptions},
    exit::Exit,
    finding,
    ground::Ground,
    report::Failure,
    session::Session,
};

/// Bring the database to what the models describe: check, generate, upgrade
///
/// Writes the migration that is missing, if one is, proves it, shows it, and applies all that are
/// not applied. For the work on a development database; elsewhere the file should be read before
/// `cargo aludel upgrade` applies it.
///
/// It stops where files and history contradict each other, and where the database is not what its
/// migrations made.
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
    run: RunOptions,

    #[command(flatten)]
    build: BuildOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let mut ground = Ground::find(session, &arguments.project, &arguments.database)?;
    let options = (&arguments.project, &arguments.build, &arguments.scratch);
    let mut examined = check::examine(session, &ground, options)?;
    let title = check::title(&ground.database, examined.version);
    match finding::exit(&examined.findings) {
        Exit::Clean | Exit::ModelsDiffer | Exit::Unapplied => {}
        exit => {
            let data = json!({ "findings": examined.findings });
            return Answer::new(exit, title + &finding::told(&examined.findings), &data);
        }
    }
    let written = generate(session, &mut ground, &mut examined, arguments)?;
    let way = (Direction::Up, &Reference::Head);
    let report = motion::migrate(session, &ground, &arguments.run, way).map_err(|failure| {
        match (&written, failure.done()) {
            // The file that was written is there, whatever became of it.
            (Some(written), None) => {
                failure.after(generate::told(written), generate::data(written))
            }
            _ => failure,
        }
    })?;
    let mut text = title;
    let mut data = motion::data(&report);
    if let Some(written) = &written {
        text.push_str(&generate::told(written));
        text.push('\n');
        data["written"] = generate::data(written)["written"].take();
    }
    text.push_str(&match report.done.as_slice() {
        [] => format!("nothing to do{}\n", motion::standing(&ground.folder, &Reference::Head)),
        done => motion::told(done),
    });
    Answer::new(Exit::Clean, text, &data)
}

/// Writes the migration that is missing, if one is.
fn generate(
    session: &mut Session<'_, '_>,
    ground: &mut Ground,
    examined: &mut Examined,
    arguments: &Arguments,
) -> Result<Option<Written>, Failure> {
    let _progress = session.progress("writing the migration");
    let Examined { bench, document, .. } = examined;
    let message = arguments.message.as_deref();
    match bench.generate(document, &ground.folder, message, !arguments.no_verify)? {
        Some(draft) => Ok(Some(generate::write(&mut ground.folder, draft)?)),
        None => Ok(None),
    }
}
