//! The runtime's errors as failures: what to do about each, and the exit code.

use std::error::Error;

use aludel::{
    catalog::ReadError,
    connect::{ConnectError, TargetError},
    model::document::DocumentError,
    render::RenderError,
    scratch::ScratchError,
    server::StartError,
    workflow::SourceError,
};

use crate::{
    exit::Exit,
    report::{Failure, Snippet},
};

/// An error of the runtime.
trait Explained: Error {
    /// What is wrong.
    fn title(&self) -> String {
        self.to_string()
    }

    /// What to do about it.
    fn hint(&self) -> Option<String>;

    /// The place that it is about.
    fn snippet(&self) -> Option<Snippet> {
        None
    }

    /// How the process ends.
    fn exit(&self) -> Exit {
        Exit::CouldNotRun
    }
}

impl<E: Explained> From<E> for Failure {
    fn from(error: E) -> Self {
        let failure = Self::from_error(error.title(), &error).exit(error.exit());
        let failure = match error.snippet() {
            Some(snippet) => failure.snippet(snippet),
            None => failure,
        };
        let hint = error.hint().unwrap_or_default();
        hint.lines().fold(failure, Self::hint)
    }
}

impl Explained for TargetError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for ConnectError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}

impl Explained for ReadError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for RenderError {
    fn hint(&self) -> Option<String> {
        None
    }

    fn exit(&self) -> Exit {
        Exit::NotModelled
    }
}

impl Explained for StartError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}

impl Explained for ScratchError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}

impl Explained for DocumentError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for SourceError {
    fn title(&self) -> String {
        match self {
            // The snippet says where.
            Self::Sql(error) => error.message.clone(),
            other => other.to_string(),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Sql(error) => error.detail.clone(),
            other => other.help(),
        }
    }

    fn snippet(&self) -> Option<Snippet> {
        let Self::Sql(error) = self else { return None };
        let label = error.code.as_ref().map(|code| format!("SQLSTATE {code}"));
        Some(Snippet::at(&error.name, &error.text, error.offset, &label.unwrap_or_default()))
    }
}
