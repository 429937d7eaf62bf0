//! What every command is given.

use std::env;

use aludel::connect::Environment;

use crate::{output::Output, progress::Progress};

/// The way of a command to the world.
#[derive(Debug)]
pub(crate) struct Session<'a, 'b> {
    output: &'a mut Output<'b>,
    environment: Environment,
}

impl<'a, 'b> Session<'a, 'b> {
    pub(crate) fn new(output: &'a mut Output<'b>) -> Self {
        let folder = env::current_dir().unwrap_or_default();
        Self { output, environment: Environment::of_process(&folder) }
    }

    /// Says what goes on, until the value is dropped.
    pub(crate) fn progress(&self, text: &str) -> Progress {
        Progress::new(self.output.shows_progress(), text)
    }

    /// The variables of the process, over those of `.env`.
    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Whether somebody watches.
    pub(crate) fn is_watched(&self) -> bool {
        self.output.shows_progress()
    }

    /// Whether standard error is coloured.
    pub(crate) fn is_coloured(&self) -> bool {
        self.output.is_coloured()
    }

    /// Writes what goes on, for whoever waits without a terminal.
    pub(crate) fn tell(&mut self, text: &str) {
        self.output.tell(text);
    }

    /// Writes a text that is no part of the answer, such as the errors of a compiler.
    pub(crate) fn say(&mut self, text: &str) {
        self.output.say(text);
    }
}
