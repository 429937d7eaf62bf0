//! The runtime's errors as failures: what to do about each, where it is, and the exit code.

mod database;
mod migration;
mod run;
mod workflow;

use std::error::Error;

pub(crate) use self::run::run_failed;
use crate::{
    exit::Exit,
    report::Failure,
    snippet::{Site, Snippet},
};

/// An error of the runtime.
pub(crate) trait Explained: Error {
    /// What is wrong.
    fn title(&self) -> String {
        self.to_string()
    }

    /// Why it came to that.
    fn reason(&self) -> Option<&(dyn Error + 'static)> {
        self.source()
    }

    /// What to do about it, a line each.
    fn hint(&self) -> Option<String>;

    /// The place that it is about.
    fn snippet(&self) -> Option<Snippet> {
        None
    }

    /// The places in the models that it is about, each with what is wrong there.
    fn sites(&self) -> Vec<(Site, String)> {
        Vec::new()
    }

    /// What there is to know besides.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }

    /// How the process ends.
    fn exit(&self) -> Exit {
        Exit::CouldNotRun
    }
}

impl<E: Explained> From<E> for Failure {
    fn from(error: E) -> Self {
        explain(&error)
    }
}

/// An error as a failure, which need not end the process.
pub(crate) fn told<E: Explained>(error: &E) -> Failure {
    explain(error)
}

/// A text without the schema that goes without saying, which the server prints everywhere.
pub(crate) fn without_public(text: &str) -> String {
    let words = text.split(' ').map(|word| word.strip_prefix("public.").unwrap_or(word));
    words.collect::<Vec<&str>>().join(" ")
}

fn explain(error: &dyn Explained) -> Failure {
    let failure = Failure::new(error.title()).exit(error.exit()).causes(error.reason());
    let failure = match error.snippet() {
        Some(snippet) => failure.snippet(snippet),
        None => failure,
    };
    let failure =
        error.sites().into_iter().fold(failure, |failure, (site, label)| failure.site(site, label));
    let failure = error.notes().into_iter().fold(failure, Failure::note);
    error.hint().unwrap_or_default().lines().fold(failure, Failure::hint)
}
