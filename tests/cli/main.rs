//! The command line as its users meet it: exit code, standard output, standard error.

mod command_line;
mod init;
mod run;
