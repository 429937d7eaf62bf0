//! What a command found, before anything is printed.

use serde::Serialize;
use serde_json::Value;

use crate::{exit::Exit, report::Failure};

/// What a command found: for a human, for a program, and how the process ends.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) exit: Exit,
    /// The result, for standard output. Styled; the output strips that where it must.
    pub(crate) text: String,
    /// Advice, for standard error; not data.
    pub(crate) advice: String,
    /// The result, for programs.
    pub(crate) data: Value,
}

impl Answer {
    /// An answer with an exit code, a text and the same as data.
    pub(crate) fn new(
        exit: Exit,
        text: impl Into<String>,
        data: &impl Serialize,
    ) -> Result<Self, Failure> {
        let data = serde_json::to_value(data)
            .map_err(|error| Failure::new("cannot write the answer as JSON").caused_by(error))?;
        Ok(Self { exit, text: text.into(), advice: String::new(), data })
    }

    /// The same answer with advice.
    pub(crate) fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }
}
