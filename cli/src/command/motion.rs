//! Runs in either direction: what happens is shown, what was done is told.

use std::fmt::Write as _;

use aludel::{
    migration::{Direction, Folder, Reference, Revision},
    run::{self, Done, Event, Report},
};
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    arguments::{DatabaseOptions, ProjectOptions, RunOptions},
    config,
    exit::Exit,
    explain::run_failed,
    ground::Ground,
    output::style,
    report::Failure,
    session::Session,
};

/// Runs migrations towards a target and tells what was done.
pub(super) fn go(
    session: &mut Session<'_, '_>,
    (direction, target): (Direction, &Reference),
    (project, database, run): (&ProjectOptions, &DatabaseOptions, &RunOptions),
) -> Result<Answer, Failure> {
    let ground = Ground::find(session, project, database)?;
    ground.folder.check_head()?;
    let report = migrate(session, &ground, run, (direction, target))?;
    let text = match report.done.as_slice() {
        [] => format!("nothing to do{}\n", standing(&ground.folder, target)),
        done => told(done),
    };
    Answer::new(Exit::Clean, text, &data(&report))
}

/// Runs migrations towards a target.
pub(super) fn migrate(
    session: &mut Session<'_, '_>,
    ground: &Ground,
    options: &RunOptions,
    (direction, target): (Direction, &Reference),
) -> Result<Report, Failure> {
    let Ground { project, folder, database, history } = ground;
    let options = config::run(options, history.clone(), project.as_ref())?;
    let progress = session.progress("connecting");
    let mut watch = |event: &Event<'_>| match happening(event) {
        Some((text, false)) => progress.now(text),
        // Whoever waits for a long time without a terminal wants to know for what.
        Some((text, true)) if session.is_watched() => progress.now(text),
        Some((text, true)) => session.say(&format!("{text}\n")),
        None => {}
    };
    let run = match direction {
        Direction::Up => run::upgrade,
        Direction::Down => run::downgrade,
    };
    run(&database.target, folder, target, &options, &mut watch).map_err(|error| {
        let failure = run_failed(&error, folder);
        match error.report.done.as_slice() {
            [] => failure,
            done => failure.after(told(done), data(&error.report)),
        }
    })
}

/// What goes on, and whether it is worth a line of its own.
fn happening(event: &Event<'_>) -> Option<(String, bool)> {
    Some(match event {
        Event::Waiting { holder: Some(holder) } => {
            (format!("waiting for another run to end: {holder}"), true)
        }
        Event::Waiting { holder: None } => ("waiting for another run to end".to_owned(), true),
        Event::Started { revision, .. } => (revision.to_string(), false),
        Event::Step { revision, step, steps, .. } if *steps > 1 => {
            (format!("{revision}, step {step} of {steps}"), false)
        }
        Event::Retrying { revision, message, pause, .. } => {
            (format!("{revision}: {message}; trying again in {} s", pause.as_secs()), true)
        }
        Event::Clearing { sql, .. } => {
            (format!("clearing what an interrupted run left: {sql}"), true)
        }
        _ => return None,
    })
}

/// One line a migration.
pub(super) fn told(done: &[Done]) -> String {
    done.iter().fold(String::new(), |mut text, Done { revision, direction, duration }| {
        let word = match direction {
            Direction::Up => "applied",
            Direction::Down => "undone ",
        };
        let (good, dim) = (style::GOOD, style::DIM);
        let milliseconds = duration.as_millis();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{good}{word}{good:#} {revision}  {dim}{milliseconds} ms{dim:#}");
        text
    })
}

/// The same for programs.
pub(super) fn data(report: &Report) -> Value {
    let done = report.done.iter().map(|done| {
        json!({
            "revision": done.revision.to_string(),
            "direction": done.direction.as_str(),
            "milliseconds": done.duration.as_millis(),
        })
    });
    json!({ "done": done.collect::<Vec<_>>() })
}

/// Where a database is that has nothing to do.
pub(super) fn standing(folder: &Folder, target: &Reference) -> String {
    let at = match target {
        Reference::Base => return ": no migration is applied".to_owned(),
        Reference::Name(text) => folder.graph().find(text).ok(),
        _ => folder.graph().head().ok().flatten(),
    };
    match at.map(Revision::as_str) {
        Some(revision) => format!(": the database is at {revision}"),
        None => ": there are no migrations".to_owned(),
    }
}
