//! Runs that did not reach their target.

use aludel::{
    connect::ConnectError,
    migration::{Direction, File, Folder},
    run::{self, Left, LockError, PlanError, RunError, StatementFailure},
};

use super::{Explained, explain};
use crate::{exit::Exit, project::shown, report::Failure, snippet::Snippet};

/// Explains why a run went no further. What it did until then is for the caller to tell.
pub(crate) fn run_failed(error: &RunError, folder: &Folder) -> Failure {
    match &*error.failure {
        run::Failure::Statement(failure) => statement(failure, folder),
        run::Failure::Plan(plan) => explain(plan),
        run::Failure::History(history) => explain(history),
        run::Failure::Load(load) => explain(load),
        run::Failure::Connect(source) => match source.downcast_ref::<ConnectError>() {
            Some(known) => explain(known),
            None => explain(error),
        },
        _ => explain(error),
    }
}

fn statement(failure: &StatementFailure, folder: &Folder) -> Failure {
    let refusal = &failure.refusal;
    let told = Failure::new(refusal.message.clone()).exit(exit(failure.left));
    let text = folder.get(&failure.revision).map_or(failure.sql.as_str(), File::text);
    let label = format!("SQLSTATE {}", refusal.sqlstate);
    let told = told.snippet(Snippet::at(&shown(&failure.path), text, failure.place, &label));
    // Where in our own block the server stood says nothing that the snippet does not.
    let context = refusal.context.iter().filter(|text| !text.contains("inline_code_block"));
    let told = refusal.detail.iter().chain(context).cloned().fold(told, Failure::note);
    let told = told.note(left(failure));
    refusal.hint.iter().cloned().chain(failure.help()).fold(told, Failure::hint)
}

/// What is left of the migration, for a reader.
fn left(failure: &StatementFailure) -> String {
    let revision = &failure.revision;
    match (failure.left, failure.direction) {
        (Left::Nothing, Direction::Up) => {
            format!("{revision} was rolled back: nothing of it is in the database")
        }
        (Left::Nothing, Direction::Down) => {
            format!("{revision} was rolled back: all of it is still in the database")
        }
        (Left::Partly { steps_done, steps }, _) => {
            format!("{steps_done} of the {steps} steps of {revision} are done")
        }
        (Left::Unknown, _) => format!("what is done of {revision} the next run finds out"),
    }
}

fn exit(left: Left) -> Exit {
    match left {
        Left::Nothing => Exit::RolledBack,
        Left::Partly { .. } | Left::Unknown => Exit::PartlyApplied,
    }
}

impl Explained for RunError {
    fn hint(&self) -> Option<String> {
        self.help()
    }

    fn exit(&self) -> Exit {
        match &*self.failure {
            run::Failure::Lock(LockError::Held { .. }) => Exit::Locked,
            run::Failure::InDoubt(_) | run::Failure::Broken { .. } => exit(self.left()),
            _ => Exit::CouldNotRun,
        }
    }
}

impl Explained for PlanError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Target(error) => error.hint(),
            other => other.help(),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Contradiction { .. } => Exit::HistoryBroken,
            Self::Target(error) => error.exit(),
            Self::Unfinished { .. } => Exit::PartlyApplied,
            _ => Exit::CouldNotRun,
        }
    }
}
