//! The runtime's errors as failures: what to do about each, and the exit code.

use std::error::Error;

use aludel::{
    catalog::ReadError,
    connect::{ConnectError, TargetError},
    render::RenderError,
};

use crate::{exit::Exit, report::Failure};

/// An error of the runtime.
trait Explained: Error {
    /// What to do about it.
    fn hint(&self) -> Option<String>;

    /// How the process ends.
    fn exit(&self) -> Exit {
        Exit::CouldNotRun
    }
}

impl<E: Explained> From<E> for Failure {
    fn from(error: E) -> Self {
        let failure = Self::from_error(&error).exit(error.exit());
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
