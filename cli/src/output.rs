//! The streams, colour, and the envelope of the JSON output.

use std::{
    ffi::OsString,
    fmt,
    io::{self, IsTerminal as _, Write},
};

use anstream::{AutoStream, ColorChoice, adapter::strip_str};
use serde_json::{Value, json};

use crate::{answer::Answer, arguments::OutputOptions, exit::Exit, report::Failure};

/// The version of the shape of `--json`, of all commands together.
const JSON_FORMAT: u32 = 1;

/// The few styles that there are.
pub(crate) mod style {
    use aludel::workflow::{Action, Difference};
    use anstyle::{AnsiColor, Style};

    pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
    pub(crate) const DIM: Style = Style::new().dimmed();
    pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
    pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
    pub(crate) const NAME: Style = Style::new().bold();

    /// The style of one line of a diff.
    pub(crate) fn difference(difference: &Difference) -> Style {
        match difference.action {
            Action::Create => AnsiColor::Green.on_default(),
            Action::Drop => AnsiColor::Red.on_default(),
            Action::Alter | Action::Rename => AnsiColor::Yellow.on_default(),
        }
    }
}

/// Where the answer and everything that is not the answer go.
pub struct Streams<'a> {
    /// Data.
    out: Stream<'a>,
    /// Failures, advice and progress.
    err: Stream<'a>,
    progress: bool,
}

struct Stream<'a> {
    writer: &'a mut dyn Write,
    is_coloured: bool,
}

impl Stream<'_> {
    /// Writes a styled text, without its styles where there is no colour.
    fn write(&mut self, text: &str) -> io::Result<()> {
        if self.is_coloured {
            self.writer.write_all(text.as_bytes())?;
        } else {
            write!(self.writer, "{}", strip_str(text))?;
        }
        self.writer.flush()
    }
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams").finish_non_exhaustive()
    }
}

impl<'a> Streams<'a> {
    /// The streams of the process: colour where each is a terminal and the environment agrees,
    /// progress where standard error is one.
    pub fn of_process(out: &'a mut io::Stdout, err: &'a mut io::Stderr) -> Self {
        let is_coloured = |choice| choice != ColorChoice::Never;
        Self {
            progress: err.is_terminal(),
            out: Stream { is_coloured: is_coloured(AutoStream::choice(out)), writer: out },
            err: Stream { is_coloured: is_coloured(AutoStream::choice(err)), writer: err },
        }
    }

    /// Streams of a test: no terminal, no colour, no progress.
    pub fn captured(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Self {
        let is_coloured = false;
        let (out, err) = (Stream { writer: out, is_coloured }, Stream { writer: err, is_coloured });
        Self { out, err, progress: false }
    }
}

/// What the command line says of colour, read before it is parsed so that mistakes in it obey too.
pub(crate) fn wants_colour(arguments: &[OsString]) -> Option<bool> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut choice = None;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            _ if word == "--" => break,
            _ if word == "--no-color" => Some("never"),
            Some("") => words.next(),
            Some(value) => value.strip_prefix('='),
            None => continue,
        };
        choice = match value {
            Some("always") => Some(true),
            Some("never") => Some(false),
            _ => None,
        };
    }
    choice
}

/// Prints answers and failures as the command line asks for them.
pub(crate) struct Output<'a> {
    streams: Streams<'a>,
    json: bool,
    quiet: bool,
}

impl fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").finish_non_exhaustive()
    }
}

impl<'a> Output<'a> {
    pub(crate) fn new(mut streams: Streams<'a>, wants_colour: Option<bool>) -> Self {
        for stream in [&mut streams.out, &mut streams.err] {
            stream.is_coloured = wants_colour.unwrap_or(stream.is_coloured);
        }
        Self { streams, json: false, quiet: false }
    }

    /// Does as the output options say from here on.
    pub(crate) fn follow(&mut self, options: &OutputOptions) {
        (self.json, self.quiet) = (options.json, options.quiet);
    }

    /// Whether what goes to standard error is coloured.
    pub(crate) fn is_coloured(&self) -> bool {
        self.streams.err.is_coloured
    }

    /// Whether somebody watches who wants to see what goes on.
    pub(crate) fn shows_progress(&self) -> bool {
        self.streams.progress && !self.quiet
    }

    /// Writes what is no error to standard error, unless errors only are wanted.
    pub(crate) fn tell(&mut self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Writes a text to standard error as it is.
    pub(crate) fn say(&mut self, text: &str) {
        // If standard error is gone there is nobody to tell that to.
        let _ = self.streams.err.write(text);
    }

    /// Prints clap's answer, which may be the manual.
    pub(crate) fn stop(&mut self, stop: &clap::Error) -> Exit {
        let text = stop.render().ansi().to_string();
        if stop.use_stderr() {
            self.say(&text);
            return Exit::Usage;
        }
        self.write_out(&text)
    }

    /// Prints what a command came to.
    pub(crate) fn finish(&mut self, command: &str, result: Result<Answer, Failure>) -> Exit {
        match result {
            Ok(answer) if self.json => {
                self.write_json(command, answer.exit, vec![("result", &answer.data)]);
                answer.exit
            }
            Ok(answer) => {
                let text = if self.quiet { &answer.brief } else { &answer.text };
                let written = self.write_out(text);
                self.tell(&answer.advice);
                if written == Exit::Clean { answer.exit } else { written }
            }
            Err(failure) if self.json => {
                let error = failure.data();
                let done = failure.done().map(|(_, data)| ("result", data));
                let parts = done.into_iter().chain([("error", &error)]).collect();
                self.write_json(command, failure.exit, parts);
                failure.exit
            }
            Err(failure) => {
                if let Some((text, _)) = failure.done()
                    && !self.quiet
                {
                    self.write_out(text);
                }
                self.say(&failure.render(!self.quiet));
                failure.exit
            }
        }
    }

    fn write_json(&mut self, command: &str, exit: Exit, parts: Vec<(&str, &Value)>) {
        let mut envelope = json!({
            "format": JSON_FORMAT,
            "command": command,
            "exit": exit.code(),
        });
        for (key, value) in parts {
            envelope[key] = value.clone();
        }
        self.write_out(&format!("{envelope:#}\n"));
    }

    fn write_out(&mut self, text: &str) -> Exit {
        match self.streams.out.write(text) {
            Ok(()) => Exit::Clean,
            // `| head` has seen enough.
            Err(error) if Failure::is_broken_pipe(&error) => Exit::CouldNotRun,
            Err(error) => {
                let failure = Failure::new("cannot write to standard output").caused_by(error);
                self.say(&failure.render(!self.quiet));
                failure.exit
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<bool>) {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert_eq!(wants_colour(&words), expected, "{line}");
    }

    #[test]
    fn colour_is_found_anywhere() {
        check("cargo-aludel check --no-color", Some(false));
        check("cargo-aludel --color always check", Some(true));
        check("cargo-aludel --color=never check", Some(false));
        check("cargo-aludel check --color=auto", None);
        check("cargo-aludel check -- --no-color", None);
        check("cargo-aludel check", None);
    }
}
