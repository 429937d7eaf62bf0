//! What went wrong, as rustc would show it.

use std::{error::Error, io};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet as Source};
use serde_json::{Value, json};

use crate::{
    exit::Exit,
    snippet::{Site, Snippet},
    wrap,
};

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
    snippets: Vec<Snippet>,
    /// Where in the models, each with what is wrong there, until somebody looks the places up.
    sites: Vec<(Site, String)>,
    /// Why: texts of a chain of errors, outermost first.
    causes: Vec<String>,
    /// What to do, one line each.
    hints: Vec<String>,
    /// What was done before it failed: for a human, and for a program.
    done: Option<(String, Value)>,
}

/// How wide facts and advice get, before their indentation.
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
        self.told.hints.push(hint.into());
        self
    }

    /// Adds a fact.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.told.causes.push(note.into());
        self
    }

    /// Says where it is, better than was said before.
    pub(crate) fn snippet(mut self, snippet: Snippet) -> Self {
        self.told.snippets = vec![snippet];
        self
    }

    /// Adds a place in the models, with what is wrong there.
    pub(crate) fn site(mut self, site: Site, label: impl Into<String>) -> Self {
        self.told.sites.push((site, label.into()));
        self
    }

    /// Looks the places in the models up; what has none is told as a fact.
    pub(crate) fn look_up(mut self, look: impl Fn(&Site, &str) -> Option<Snippet>) -> Self {
        for (site, label) in std::mem::take(&mut self.told.sites) {
            match look(&site, &label) {
                Some(snippet) => self.told.snippets.push(snippet),
                None => self.told.causes.push(label),
            }
        }
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

    /// The text for standard error, with advice or without.
    pub(crate) fn render(&self, advises: bool) -> String {
        let report = [self.group(advises)];
        format!("{}\n", Renderer::styled().render(&report))
    }

    fn group(&self, advises: bool) -> Group<'_> {
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.told.title));
        for Snippet { path, text, span, label } in &self.told.snippets {
            let annotation = AnnotationKind::Primary.span(span.clone()).label(label);
            group = group.element(Source::source(text).path(path).annotation(annotation));
        }
        let filled = |text: &String| wrap::fill(text, WIDTH, ("", ""));
        let causes = self.facts().map(|cause| Level::NOTE.message(filled(cause)));
        let hints = self.told.hints.iter().filter(|_| advises);
        let hints = hints.map(|hint| Level::HELP.message(filled(hint)));
        causes.chain(hints).fold(group, Group::element)
    }

    /// The causes, and what is wrong in places that nobody looked up.
    fn facts(&self) -> impl Iterator<Item = &String> {
        self.told.causes.iter().chain(self.told.sites.iter().map(|(_, label)| label))
    }

    /// The shape for programs.
    pub(crate) fn data(&self) -> Value {
        let places = self.told.snippets.iter().map(|snippet| {
            json!({ "path": snippet.path, "line": snippet.line(), "label": snippet.label })
        });
        json!({
            "message": self.told.title,
            "causes": self.facts().collect::<Vec<_>>(),
            "hints": self.told.hints,
            "places": places.collect::<Vec<_>>(),
        })
    }
}
