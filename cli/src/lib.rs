//! `cargo aludel`: arguments in, the runtime called, the answer printed.
//!
//! Nothing is decided here. A command is a file of `command`: its arguments, whose documentation
//! is the manual, and a function that calls the runtime and returns an `Answer`
//! or a `Failure`. This page prints either.
//!
//! ```text
//! arguments   what may be typed        config    what it means: flags, environment, manifest
//! command/    one file a command       project/  the package, its build and its models' document
//! answer      what a command found     report    what went wrong; snippet   where
//! exit        the documented codes     output    the streams, colour, the JSON envelope
//! finding     what a check finds       wrap      prose in lines
//! ```

mod answer;
mod arguments;
mod command;
mod config;
mod database;
mod exit;
mod explain;
mod finding;
mod ground;
mod output;
mod progress;
mod project;
mod report;
mod session;
mod snippet;
mod wrap;

use std::ffi::OsString;

use self::{arguments::Arguments, output::Output, session::Session};
pub use self::{exit::Exit, output::Streams};

/// Runs one command line, as `cargo aludel …` or as `cargo-aludel …`.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: Streams<'_>) -> Exit {
    let arguments: Vec<OsString> = arguments::without_cargo(arguments.into_iter().collect());
    let mut output = Output::new(streams, output::wants_colour(&arguments));
    let arguments = match Arguments::read(&arguments) {
        Ok(arguments) => arguments,
        Err(stop) => return output.stop(&stop),
    };
    output.follow(&arguments.output);
    let name = arguments.command.name();
    let result = arguments.command.run(&mut Session::new(&mut output));
    output.finish(name, result)
}
