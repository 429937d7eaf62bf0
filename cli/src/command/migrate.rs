//! `migrate`: check, generate, upgrade.

use aludel::{
    migration::{Direction, Down, Reference},
    run::Report,
};
use clap::Args;

use super::{
    adoption::{self, Adoption},
    check::{self, Examined},
    generate::{self, DraftOptions, Written},
    motion,
};
use crate::{
    answer::Answer,
    arguments::{ModelOptions, RunOptions},
    exit::Exit,
    finding,
    ground::Ground,
    project::Project,
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
/// migrations made. A database that was there before its migrations, and is just what they or the
/// models describe, is stamped.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    draft: DraftOptions,

    #[command(flatten)]
    options: ModelOptions,

    #[command(flatten)]
    run: RunOptions,
}

pub(crate) fn run(session: &mut Session<'_, '_>, arguments: &Arguments) -> Result<Answer, Failure> {
    let options = &arguments.options;
    let mut ground = Ground::find(session, &options.project, &options.database)?;
    let mut examined = check::examine(session, &ground, options)?;
    match finding::exit(&examined.findings) {
        Exit::Clean | Exit::ModelsDiffer | Exit::Unapplied
            if examined.adoption != Adoption::Undescribed => {}
        _ => return check::answer(&ground, &examined),
    }
    let mut stamped = Vec::new();
    if examined.adoption == Adoption::Unstamped {
        stamped = adoption::stamp(&ground, &arguments.run)?;
    }
    let written = generate(session, &mut ground, &mut examined, &arguments.draft)?;
    if examined.adoption == Adoption::Unwritten {
        stamped = adoption::stamp(&ground, &arguments.run)?;
    }
    let account = |report: &Report| {
        let mut text = ground.database.title(Some(examined.version));
        let mut data = motion::data(&ground.database, report);
        if let Some(written) = &written {
            text.push_str(&generate::told(written));
            text.push('\n');
            data["written"] = generate::data(written)["written"].take();
        }
        text.push_str(&adoption::told(&stamped));
        (text, data)
    };
    match motion::migrate(session, &ground, &arguments.run, (Direction::Up, &Reference::Head)) {
        Ok(report) => {
            let (text, data) = account(&report);
            let done = motion::told(&report, &ground.folder, &Reference::Head);
            Answer::new(Exit::Clean, text + &done, &data)
        }
        Err((failure, report)) => {
            let (text, data) = account(&report);
            Err(failure.after(text + &motion::list(&report.done), data))
        }
    }
}

/// Writes the migration that is missing, if one is.
fn generate(
    session: &mut Session<'_, '_>,
    ground: &mut Ground,
    examined: &mut Examined,
    options: &DraftOptions,
) -> Result<Option<Written>, Failure> {
    let _progress = session.progress("writing the migration");
    let Examined { document, adoption, bench, .. } = examined;
    let Ground { project, folder, .. } = ground;
    let project = project.as_ref().ok_or_else(Project::missing)?;
    let Some(mut draft) = generate::draft(project, bench, (document, folder), options)? else {
        return Ok(None);
    };
    if *adoption == Adoption::Unwritten {
        // What no migration made is not for one to drop.
        draft.migration.down = Down::Irreversible { reason: adoption::THERE_BEFORE.to_owned() };
    }
    generate::write(folder, draft).map(Some)
}
