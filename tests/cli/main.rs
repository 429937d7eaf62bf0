//! The command line as its users meet it: exit code, standard output, standard error.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod adoption;
mod bad_input;
mod command_line;
mod diff;
mod exit_codes;
mod files;
mod init;
mod models;
mod motion;
mod odd_models;
mod package;
mod private;
mod readme;
mod run;
mod status;
mod trouble;
mod witness;
