//! Errors in the folder of migrations.

use std::fs;

use aludel::migration::{
    EpochError, GraphError, HeadError, LoadError, ParseError, ReferenceError, RevisionError,
    WriteError,
};

use super::Explained;
use crate::{exit::Exit, project::shown, snippet::Snippet};

impl Explained for LoadError {
    fn title(&self) -> String {
        match self {
            Self::Parse(error) => error.title(),
            other => other.to_string(),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::NoFolder { .. } => {
                Some("`cargo aludel init` makes it; --migrations names another".to_owned())
            }
            other => other.help(),
        }
    }

    fn snippet(&self) -> Option<Snippet> {
        match self {
            Self::Parse(error) => error.snippet(),
            _ => None,
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Head(error) => error.exit(),
            Self::Graph(GraphError::MissingParent { .. }) => Exit::HistoryBroken,
            _ => Exit::CouldNotRun,
        }
    }
}

impl Explained for ParseError {
    fn title(&self) -> String {
        format!("{} is no migration", shown(&self.path))
    }

    fn hint(&self) -> Option<String> {
        None
    }

    fn snippet(&self) -> Option<Snippet> {
        let text = fs::read_to_string(&self.path).ok()?;
        Some(Snippet::at(&shown(&self.path), &text, Some(self.place), &self.expected))
    }
}

impl Explained for HeadError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Several { .. } | Self::Conflict { .. } => Exit::SeveralHeads,
            _ => Exit::HistoryBroken,
        }
    }
}

impl Explained for ReferenceError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { .. } | Self::Ambiguous { .. } => {
                Some("`cargo aludel history` lists them all".to_owned())
            }
            other => other.help(),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::SeveralHeads { .. } => Exit::SeveralHeads,
            _ => Exit::CouldNotRun,
        }
    }
}

impl Explained for RevisionError {
    fn hint(&self) -> Option<String> {
        None
    }
}

impl Explained for EpochError {
    fn hint(&self) -> Option<String> {
        None
    }
}

impl Explained for WriteError {
    fn hint(&self) -> Option<String> {
        None
    }
}
