//! What a command found, before anything is printed.

use serde::Serialize;
use serde_json::Value;

use crate::{exit::Exit, finding::Finding, report::Failure};

/// What a command found: for a human, for a program, and how the process ends.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) exit: Exit,
    /// The result, for standard output. Styled; the output strips that where it must.
    pub(crate) text: String,
    /// What of the text is printed even where errors only are wanted.
    pub(crate) brief: String,
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
        let (text, brief, advice) = (text.into(), String::new(), String::new());
        Ok(Self { exit, text, brief, advice, data })
    }

    /// The same answer with advice.
    pub(crate) fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// The same answer, of which nothing is left out: the text is what was asked for.
    pub(crate) fn whole(mut self) -> Self {
        self.brief = self.text.clone();
        self
    }

    /// The same answer, of which at least the errors among the findings are printed.
    pub(crate) fn with_errors(mut self, findings: &[Finding]) -> Self {
        self.brief = findings.iter().filter_map(Finding::brief).collect();
        self
    }
}
