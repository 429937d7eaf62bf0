//! What is to be run: files, history and a target -> a plan. Nothing here touches a database.

use crate::migration::{Direction, Down, Folder, Reference, ReferenceError, Revision};
use crate::run::finding::Finding;
use crate::run::history::{History, Progress, State};
use crate::run::status::Status;

/// Migrations to run, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which way.
    pub direction: Direction,
    /// The migrations, the first to run first; none where nothing is to be done.
    pub migrations: Vec<Planned>,
}

/// One migration to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its name.
    pub revision: Revision,
    /// What an earlier run has done of it.
    pub progress: Option<Progress>,
}

/// What a history is to say, by word of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The revision that the database is said to be at; none is base.
    pub goal: Option<Revision>,
    /// The revisions that are to count as applied, as their files are now, parents first.
    pub applied: Vec<Revision>,
    /// The revisions that count as applied already, just as their files are; their rows stay.
    pub kept: Vec<Revision>,
    /// The revisions that are to be forgotten.
    pub forgotten: Vec<Revision>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The files and the database contradict each other.
    #[error("{}", findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("; "))]
    Contradiction {
        /// How; at least one.
        findings: Vec<Finding>,
    },
    /// The target names no revision, or several.
    #[error(transparent)]
    Target(#[from] ReferenceError),
    /// The target lies the other way.
    #[error("{target} is no target of {command}")]
    WrongWay {
        /// What was asked for.
        target: Reference,
        /// `upgrade`, `downgrade` or `stamp`.
        command: &'static str,
    },
    /// Fewer migrations are there than were asked for.
    #[error("{target} asks for more migrations than the {available} that there are")]
    TooFar {
        /// What was asked for.
        target: Reference,
        /// How many there are.
        available: usize,
    },
    /// A downgrade to a revision that the database does not have.
    #[error("{revision} is not applied, so there is no way down to it")]
    NotApplied {
        /// The target.
        revision: Revision,
    },
    /// A migration on the way down has no way down.
    #[error("{revision} cannot be undone: {reason}")]
    Irreversible {
        /// The migration.
        revision: Revision,
        /// What its file says.
        reason: String,
    },
    /// A migration was left half done and the command does not go on with it.
    #[error("{revision} was left half done on the way {}", progress.direction.as_str())]
    Unfinished {
        /// The migration.
        revision: Revision,
        /// How far it is.
        progress: Progress,
    },
}

impl PlanError {
    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Contradiction { findings } => {
                Some(findings.iter().map(Finding::help).collect::<Vec<_>>().join("\n"))
            }
            Self::Unfinished { revision, progress } => {
                let command = match progress.direction {
                    Direction::Up => "upgrade",
                    Direction::Down => "downgrade",
                };
                Some(format!("run {command} first, which goes on with {revision}"))
            }
            Self::Target(error) => error.help(),
            Self::WrongWay { command, .. } => Some(
                match *command {
                    "upgrade" => {
                        "upgrade takes a revision, +N or head; to go back there is downgrade"
                    }
                    "downgrade" => {
                        "downgrade takes a revision, -N or base; to go on there is upgrade"
                    }
                    _ => "stamp takes a revision, head or base",
                }
                .into(),
            ),
            _ => None,
        }
    }
}

/// Plans the way up to a target.
///
/// # Errors
///
/// The files and the history contradict each other, or the target cannot be reached.
pub fn upgrade(folder: &Folder, history: &History, target: &Reference) -> Result<Plan, PlanError> {
    let status = sound(folder, history)?;
    let goal = match target {
        Reference::Head | Reference::Up(_) => folder.graph().head()?,
        Reference::Name(text) => Some(folder.graph().find(text)?),
        Reference::Base | Reference::Down(_) => {
            return Err(PlanError::WrongWay { target: target.clone(), command: "upgrade" });
        }
    };
    let lineage = goal.map(|goal| folder.graph().lineage(goal)).unwrap_or_default();
    let mut migrations: Vec<Planned> =
        status.pending.iter().filter(|r| lineage.contains(r)).map(|r| status.planned(r)).collect();
    if let Reference::Up(count) = *target {
        if count > migrations.len() {
            let available = migrations.len();
            return Err(PlanError::TooFar { target: target.clone(), available });
        }
        migrations.truncate(count);
    }
    status.check_unfinished(Direction::Up, &migrations)?;
    Ok(Plan { direction: Direction::Up, migrations })
}

/// Plans the way down to a target, which stays applied.
///
/// # Errors
///
/// The files and the history contradict each other, the target is not applied, or a migration on
/// the way is irreversible.
pub fn downgrade(
    folder: &Folder,
    history: &History,
    target: &Reference,
) -> Result<Plan, PlanError> {
    let status = sound(folder, history)?;
    let newest_first = folder.graph().order().iter().rev();
    let applied: Vec<&Revision> = newest_first.filter(|r| history.get(r).is_some()).collect();
    let undone: Vec<&Revision> = match target {
        Reference::Base => applied,
        Reference::Down(count) if *count <= applied.len() => applied[..*count].to_vec(),
        Reference::Down(_) => {
            return Err(PlanError::TooFar { target: target.clone(), available: applied.len() });
        }
        Reference::Name(text) => {
            let goal = folder.graph().find(text)?;
            if !applied.contains(&goal) {
                return Err(PlanError::NotApplied { revision: goal.clone() });
            }
            let kept = folder.graph().lineage(goal);
            applied.into_iter().filter(|revision| !kept.contains(revision)).collect()
        }
        Reference::Head | Reference::Up(_) => {
            return Err(PlanError::WrongWay { target: target.clone(), command: "downgrade" });
        }
    };
    for revision in &undone {
        let down = folder.get(revision).map(|file| &file.migration().down);
        if let Some(Down::Irreversible { reason }) = down {
            let (revision, reason) = ((*revision).clone(), reason.clone());
            return Err(PlanError::Irreversible { revision, reason });
        }
    }
    let migrations: Vec<_> = undone.into_iter().map(|revision| status.planned(revision)).collect();
    status.check_unfinished(Direction::Down, &migrations)?;
    Ok(Plan { direction: Direction::Down, migrations })
}

/// Plans the history that says: the database is at the target.
///
/// It mends contradictions, so none of them is an error.
///
/// # Errors
///
/// The target names no revision, or several.
pub fn stamp(folder: &Folder, history: &History, target: &Reference) -> Result<Stamp, PlanError> {
    let goal = match target {
        Reference::Head => folder.graph().head()?,
        Reference::Base => None,
        Reference::Name(text) => Some(folder.graph().find(text)?),
        Reference::Up(_) | Reference::Down(_) => {
            return Err(PlanError::WrongWay { target: target.clone(), command: "stamp" });
        }
    };
    let lineage = goal.map(|goal| folder.graph().lineage(goal)).unwrap_or_default();
    let order = folder.graph().order().iter();
    let wanted = order.filter(|revision| lineage.contains(revision)).cloned();
    let (kept, applied) = wanted.partition(|revision| is_recorded(folder, history, revision));
    let recorded = history.records.iter().map(|record| &record.revision);
    Ok(Stamp {
        goal: goal.cloned(),
        applied,
        kept,
        forgotten: recorded.filter(|revision| !lineage.contains(revision)).cloned().collect(),
    })
}

/// Whether the history says of a migration just what its file says.
fn is_recorded(folder: &Folder, history: &History, revision: &Revision) -> bool {
    let (Some(record), Some(file)) = (history.get(revision), folder.get(revision)) else {
        return false;
    };
    record.state == State::Applied
        && record.checksum == file.checksum()
        && Some(record.chain) == folder.chain(revision)
        && record.parents == file.migration().parents
}

fn sound(folder: &Folder, history: &History) -> Result<Status, PlanError> {
    match Status::of(folder, history) {
        status if status.findings.is_empty() => Ok(status),
        Status { findings, .. } => Err(PlanError::Contradiction { findings }),
    }
}

impl Status {
    fn planned(&self, revision: &Revision) -> Planned {
        let unfinished = self.unfinished.iter().find(|(name, _)| name == revision);
        let progress = unfinished.map(|(_, progress)| progress.clone());
        Planned { revision: revision.clone(), progress }
    }

    /// What was left half done must be gone on with, the same way, before anything else.
    fn check_unfinished(&self, way: Direction, plan: &[Planned]) -> Result<(), PlanError> {
        let left = self.unfinished.iter().find(|(revision, progress)| {
            progress.direction != way || !plan.iter().any(|planned| planned.revision == *revision)
        });
        match left.cloned() {
            Some((revision, progress)) => Err(PlanError::Unfinished { revision, progress }),
            None => Ok(()),
        }
    }
}
