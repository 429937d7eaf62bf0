//! Runs in either direction: what happens is shown, what was done is told.

use std::{fmt::Write as _, time::Duration};

use aludel::{
    migration::{Direction, Folder, Reference, Revision},
    run::{self, Done, Event, Report},
};
use humantime::format_duration;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    arguments::{HistoryWriterOptions, RunOptions},
    config,
    database::Database,
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
    options: &HistoryWriterOptions,
) -> Result<Answer, Failure> {
    let ground = Ground::find(session, &options.project, &options.database)?;
    ground.folder.check_head()?;
    let database = &ground.database;
    match migrate(session, &ground, &options.run, (direction, target)) {
        Ok(report) => {
            let text = database.title(None) + &told(&report, &ground.folder, target);
            Answer::new(Exit::Clean, text, &data(database, &report))
        }
        Err((failure, report)) => {
            let text = database.title(None) + &list(&report.done);
            Err(failure.after(text, data(database, &report)))
        }
    }
}

/// Runs migrations towards a target; a failure comes with what was done before.
pub(super) fn migrate(
    session: &mut Session<'_, '_>,
    ground: &Ground,
    options: &RunOptions,
    (direction, target): (Direction, &Reference),
) -> Result<Report, (Failure, Report)> {
    let Ground { project, folder, database, history } = ground;
    let options = config::run(options, history.clone(), project.as_ref())
        .map_err(|failure| (failure, Report::default()))?;
    let progress = session.progress(&format!("connecting to {database}"));
    let mut watch = |event: &Event<'_>| match happening(event) {
        Some((text, false)) => progress.now(text),
        // Whoever waits for a long time without a terminal wants to know for what.
        Some((text, true)) if session.is_watched() => progress.now(text),
        Some((text, true)) => session.tell(&format!("{text}\n")),
        None => {}
    };
    let run = match direction {
        Direction::Up => run::upgrade,
        Direction::Down => run::downgrade,
    };
    run(&database.target, folder, target, &options, &mut watch).map_err(|error| {
        let failure = run_failed(&error, folder);
        (failure, error.report)
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
            let tenths = Duration::from_millis(u64::from(pause.subsec_millis()) / 100 * 100);
            let pause = format_duration(Duration::from_secs(pause.as_secs()) + tenths);
            (format!("{revision}: {message}; trying again in {pause}"), true)
        }
        Event::Clearing { sql, .. } => {
            (format!("clearing what an interrupted run left: {sql}"), true)
        }
        _ => return None,
    })
}

/// What was done, or why nothing was.
pub(super) fn told(report: &Report, folder: &Folder, target: &Reference) -> String {
    match report.done.as_slice() {
        [] => format!("nothing to do{}\n", standing(folder, target)),
        done => list(done),
    }
}

/// One line a migration.
pub(super) fn list(done: &[Done]) -> String {
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
pub(super) fn data(database: &Database, report: &Report) -> Value {
    let done = report.done.iter().map(|done| {
        json!({
            "revision": done.revision.to_string(),
            "direction": done.direction.as_str(),
            "milliseconds": done.duration.as_millis(),
        })
    });
    json!({ "database": database.to_string(), "done": done.collect::<Vec<_>>() })
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
