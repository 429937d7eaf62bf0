//! Why a check or a migration did not come about.

use std::{error::Error, fs};

use aludel::{
    diff::OrderError,
    model::document::{DocumentError, InvalidModels},
    render::RenderError,
    scratch::ScratchError,
    workflow::{
        BothExist, CheckError, GenerateError, ProofError, ReplayError, SourceError, SqlError,
        WantedError,
    },
};

use super::{Explained, explain, without_public};
use crate::{
    exit::Exit,
    project::shown,
    report::Failure,
    snippet::{Site, Snippet},
};

impl Explained for DocumentError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for InvalidModels {
    fn title(&self) -> String {
        "the models describe nothing that PostgreSQL could hold".to_owned()
    }

    fn sites(&self) -> Vec<(Site, String)> {
        let sites = self.errors.iter().flat_map(|error| {
            let here = (Site::Line(error.place.clone()), error.problem.to_string());
            let there = error.other.clone().map(|place| (Site::Line(place), "and here".to_owned()));
            [Some(here), there]
        });
        sites.flatten().collect()
    }

    fn hint(&self) -> Option<String> {
        let mut hints: Vec<&str> = self.errors.iter().map(|error| error.problem.help()).collect();
        hints.dedup();
        Some(hints.join("\n"))
    }
}

impl Explained for RenderError {
    fn title(&self) -> String {
        match self {
            Self::Order(error) => without_public(&error.to_string()),
            other => other.to_string(),
        }
    }

    fn reason(&self) -> Option<&(dyn Error + 'static)> {
        // The title has said it.
        None
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Order(OrderError::Blocked { object, .. }) => Some(format!(
                "write this migration by hand: drop the {}, make the change, and create it again",
                without_public(&object.to_string())
            )),
            _ => None,
        }
    }

    fn exit(&self) -> Exit {
        Exit::NotModelled
    }
}

impl Explained for BothExist {
    fn hint(&self) -> Option<String> {
        Some("leave `renamed_from` out, or migrate the old one away first".to_owned())
    }

    fn sites(&self) -> Vec<(Site, String)> {
        vec![(Site::Object((*self.id).clone()), format!("renamed from {} here", self.from))]
    }

    fn exit(&self) -> Exit {
        Exit::Unanswered
    }
}

impl Explained for SqlError {
    fn title(&self) -> String {
        // The snippet says where.
        self.message.clone()
    }

    fn hint(&self) -> Option<String> {
        self.detail.clone()
    }

    fn snippet(&self) -> Option<Snippet> {
        let label = self.code.as_ref().map(|code| format!("SQLSTATE {code}"));
        Some(Snippet::at_byte(&self.name, &self.text, self.offset, &label.unwrap_or_default()))
    }
}

// What follows mostly wraps other errors: the one inside is explained.

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Sql(error) => explain(&*error),
            SourceError::Models(error) => error.into(),
            SourceError::Scratch(error) => error.into(),
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Models(error) => error.into(),
            CheckError::Wanted(error) => error.into(),
            CheckError::Replay(error) => error.into(),
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

impl From<WantedError> for Failure {
    fn from(error: WantedError) -> Self {
        match error {
            WantedError::Models(error) => error.into(),
            WantedError::Replay(error) => error.into(),
            WantedError::Rename(error) => error.into(),
            WantedError::Render(error) => error.into(),
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

impl From<ReplayError> for Failure {
    fn from(error: ReplayError) -> Self {
        match error {
            ReplayError::Scratch(error) => error.into(),
            ReplayError::Statement { ref path, place, ref source, .. } => {
                let text = fs::read_to_string(path).unwrap_or_default();
                let label = refusal(source);
                Self::new(error.to_string()).snippet(Snippet::at(
                    &shown(path),
                    &text,
                    place,
                    &label,
                ))
            }
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

impl From<ProofError> for Failure {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Replay(error) => error.into(),
            ProofError::Models(error) => error.into(),
            ProofError::Read(error) => error.into(),
            ProofError::Scratch(error) => error.into(),
            ProofError::Run { ref source, .. } => {
                let failure = Self::new(error.to_string()).exit(Exit::NotProved);
                match refused(source) {
                    Some(snippet) => failure.snippet(snippet),
                    None => failure.causes(error.source()),
                }
            }
            ProofError::Differs { ref differences, .. } => {
                let failure = Self::new(error.to_string()).exit(Exit::NotProved);
                let left = differences.iter().map(|left| format!("still to be done: {left}"));
                left.fold(failure, Self::note)
            }
            ProofError::Witness { ref disagreement, .. } => {
                let failure = Self::new(error.to_string()).exit(Exit::NotProved);
                let told = disagreement.to_string();
                told.lines().map(|line| format!("the schema {line}")).fold(failure, Self::note)
            }
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Self {
        match error {
            GenerateError::Wanted(error) => error.into(),
            GenerateError::Heads(error) => error.into(),
            GenerateError::Render(error) => error.into(),
            GenerateError::Epoch(error) => error.into(),
            GenerateError::Proof(error) => Self::from(error)
                .note("the migration was not written, since it failed its proof")
                .hint("--no-verify writes it all the same, for you to mend"),
            other => Self::new(other.to_string()).causes(other.source()),
        }
    }
}

/// The statement that the server refused.
fn refused(error: &ScratchError) -> Option<Snippet> {
    let ScratchError::Statement { sql, position, .. } = error else { return None };
    let character = position.and_then(|position| usize::try_from(position).ok()?.checked_sub(1));
    let byte = character.and_then(|index| Some(sql.char_indices().nth(index)?.0));
    Some(Snippet::at_byte("the statement", sql, byte, &refusal(error)))
}

/// What the server said.
fn refusal(error: &ScratchError) -> String {
    match error {
        ScratchError::Statement { code: Some(code), message, .. } => {
            format!("{message} (SQLSTATE {code})")
        }
        ScratchError::Statement { message, .. } => message.clone(),
        other => other.to_string(),
    }
}
