//! A database that was there before its migrations: what to say of it, and how it is taken over.

use aludel::{
    migration::{Reference, Revision},
    model::document::Document,
    run,
    workflow::Findings,
};

use super::verdict;
use crate::{
    arguments::RunOptions,
    config,
    exit::Exit,
    explain::run_failed,
    finding::{Finding, Line},
    ground::Ground,
    output::style,
    project::Project,
    report::Failure,
};

/// Why the first migration of an adopted database has no way back.
pub(super) const THERE_BEFORE: &str = "the database was there before its migrations";

/// What stands between a database that was there before its migrations and being looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adoption {
    /// Nothing: migrations made it, or it is empty.
    Done,
    /// A first migration; the models describe the database as it is.
    Unwritten,
    /// Models that describe it as it is; there is no migration.
    Undescribed,
    /// The word that it is what the migrations make.
    Unstamped,
    /// It is not what the migrations make.
    Different,
}

impl Adoption {
    pub(super) fn of(found: &Findings) -> Self {
        match (found.found.is_empty(), found.pending.is_empty()) {
            (true, _) => Self::Done,
            (false, true) if found.models.is_empty() => Self::Unwritten,
            (false, true) => Self::Undescribed,
            (false, false) if found.drift.is_empty() => Self::Unstamped,
            (false, false) => Self::Different,
        }
    }

    /// Whether there are migrations that the models can be compared with.
    pub(super) fn has_migrations(self) -> bool {
        !matches!(self, Self::Unwritten | Self::Undescribed)
    }
}

/// How a database that was there before is told of.
pub(super) fn finding(project: &Project, found: &Findings, document: &Document) -> Option<Finding> {
    Some(match Adoption::of(found) {
        Adoption::Done => return None,
        Adoption::Unwritten => Finding::advice("no migration makes what the database has already")
            .lines(found.found.iter().map(|id| Line::new(verdict::named(id))))
            .fix("cargo aludel generate, then cargo aludel stamp head"),
        Adoption::Undescribed => {
            let title = "the models differ from the database, which no migration made";
            Finding::error(Exit::ModelsDiffer, title)
                .lines(verdict::wanted(project, found, document))
                .fix(
                    "make the models describe the database as it is, then cargo aludel generate \
                     and cargo aludel stamp head; what should change comes after that",
                )
        }
        Adoption::Unstamped => {
            let title = "the database has what its migrations make, and does not know of them";
            let pending = found.pending.iter().map(|revision| Line::new(revision.as_str()));
            Finding::warning(Exit::Unapplied, title).lines(pending).fix("cargo aludel stamp head")
        }
        Adoption::Different => {
            let title = "the database was there before its migrations, and is not what they make";
            Finding::error(Exit::Drift, title).lines(verdict::drift(&found.drift)).fix(
                "stamp the revision that it is at with cargo aludel stamp, then cargo aludel \
                     upgrade; if it is at none, make it so by hand",
            )
        }
    })
}

/// Writes down that a database is at the head, which it was found to be.
pub(super) fn stamp(ground: &Ground, options: &RunOptions) -> Result<Vec<Revision>, Failure> {
    let Ground { project, folder, database, history } = ground;
    let options = config::run(options, history.clone(), project.as_ref())?;
    let stamp = run::stamp(&database.target, folder, &Reference::Head, &options, &mut ())
        .map_err(|error| run_failed(&error, folder))?;
    Ok(stamp.applied)
}

/// The migrations that a database was found to have.
pub(super) fn told(stamped: &[Revision]) -> String {
    let (good, dim) = (style::GOOD, style::DIM);
    let line = |revision| {
        format!("{good}stamped{good:#} {revision}  {dim}the database was so already{dim:#}\n")
    };
    stamped.iter().map(line).collect()
}
