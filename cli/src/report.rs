//! What went wrong, as rustc would show it.

use std::{error::Error, io, ops::Range};

use aludel::migration::Place;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet as Source};
use serde_json::{Value, json};

use crate::exit::Exit;

/// A failure: what, where, why, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The code that the process ends with.
    pub(crate) exit: Exit,
    /// Boxed, since nearly every function returns one or nothing.
    told: Box<Told>,
}

#[derive(Debug, Default)]
struct Told {
    /// What is wrong; a fragment without a period.
    title: String,
    /// Where.
    snippet: Option<Snippet>,
    /// Why: texts of a chain of errors, outermost first.
    causes: Vec<String>,
    /// What to do, one line each.
    hints: Vec<String>,
    /// What was done before it failed: for a human, and for a program.
    done: Option<(String, Value)>,
}

/// A place in a file with its text.
#[derive(Debug)]
pub(crate) struct Snippet {
    pub(crate) path: String,
    pub(crate) text: String,
    /// The bytes that matter, end exclusive.
    pub(crate) span: Range<usize>,
    pub(crate) label: String,
}

impl Snippet {
    /// A byte of a text, or its first line.
    pub(crate) fn at_byte(path: &str, text: &str, byte: Option<usize>, label: &str) -> Self {
        let before = byte.and_then(|byte| text.get(..byte));
        let place = before.map(|before| Place {
            line: 1 + before.matches('\n').count(),
            column: 1 + before.chars().rev().take_while(|c| *c != '\n').count(),
        });
        Self::at(path, text, place, label)
    }

    /// A word of a text, or its first line.
    pub(crate) fn at(path: &str, text: &str, place: Option<Place>, label: &str) -> Self {
        let Place { line, column } = place.unwrap_or(Place { line: 1, column: 1 });
        let before = text.split_inclusive('\n').take(line.saturating_sub(1));
        let start: usize = before.map(str::len).sum();
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let mut characters = line.char_indices().skip(column.saturating_sub(1));
        let span = match (place, characters.next()) {
            (Some(_), Some((offset, found))) => {
                start + offset..start + offset + word(&line[offset..]).max(found.len_utf8())
            }
            _ => start..start + line.len(),
        };
        Self { path: path.to_owned(), text: text.to_owned(), span, label: label.to_owned() }
    }
}

/// The length of the word at the start of a text.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// How wide advice gets, before its indentation.
const WIDTH: usize = 68;

impl Failure {
    /// A failure of the general kind: the command could not run.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        let told = Told { title: title.into(), ..Told::default() };
        Self { exit: Exit::CouldNotRun, told: Box::new(told) }
    }

    pub(crate) fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.told.hints.push(textwrap::fill(&hint.into(), WIDTH));
        self
    }

    /// Adds a fact.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.told.causes.push(note.into());
        self
    }

    pub(crate) fn snippet(mut self, snippet: Snippet) -> Self {
        self.told.snippet = Some(snippet);
        self
    }

    pub(crate) fn caused_by(self, error: impl Error) -> Self {
        self.causes(Some(&error))
    }

    /// What is wrong, with its causes, in one line.
    pub(crate) fn title(&self) -> String {
        let texts: Vec<&str> = std::iter::once(&self.told.title)
            .chain(&self.told.causes)
            .map(String::as_str)
            .collect();
        texts.join(": ")
    }

    /// Adds what was done before, which is an answer and no failure.
    pub(crate) fn after(mut self, text: String, data: Value) -> Self {
        self.told.done = Some((text, data));
        self
    }

    /// What was done before.
    pub(crate) fn done(&self) -> Option<&(String, Value)> {
        self.told.done.as_ref()
    }

    /// Adds a chain of errors. What an error says again of its source is said once.
    pub(crate) fn causes(mut self, mut error: Option<&dyn Error>) -> Self {
        while let Some(cause) = error {
            let text = cause.to_string();
            // The driver says no more than that, and the server's words come next.
            let is_empty = text == "db error" && cause.source().is_some();
            if !is_empty
                && !self.told.title.contains(&text)
                && !self.told.causes.iter().any(|said| said.contains(&text))
            {
                self.told.causes.push(text);
            }
            error = cause.source();
        }
        self
    }

    /// Whether somebody closed the pipe that we write to: nobody is left to be told.
    pub(crate) fn is_broken_pipe(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::BrokenPipe
    }

    /// The text for standard error.
    pub(crate) fn render(&self) -> String {
        let report = [self.group()];
        format!("{}\n", Renderer::styled().render(&report))
    }

    fn group(&self) -> Group<'_> {
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.told.title));
        if let Some(Snippet { path, text, span, label }) = &self.told.snippet {
            let annotation = AnnotationKind::Primary.span(span.clone()).label(label);
            group = group.element(Source::source(text).path(path).annotation(annotation));
        }
        let causes = self.told.causes.iter().map(|cause| Level::NOTE.message(cause));
        let hints = self.told.hints.iter().map(|hint| Level::HELP.message(hint));
        causes.chain(hints).fold(group, Group::element)
    }

    /// The shape for programs.
    pub(crate) fn data(&self) -> Value {
        let place = self.told.snippet.as_ref().map(|snippet| {
            let line = 1 + snippet.text[..snippet.span.start].matches('\n').count();
            json!({ "path": snippet.path, "line": line, "label": snippet.label })
        });
        let hints: Vec<String> =
            self.told.hints.iter().map(|hint| hint.replace('\n', " ")).collect();
        json!({
            "message": self.told.title,
            "causes": self.told.causes,
            "hints": hints,
            "place": place,
        })
    }
}
