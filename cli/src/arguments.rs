//! What may be typed.

use std::{ffi::OsString, path::PathBuf};

use aludel::run::HistoryTable;
use clap::{
    Args, Parser, ValueEnum,
    builder::styling::{AnsiColor, Styles},
};

use crate::{command::Command, exit::Exit};

/// Cargo's own colours, since this is one of its subcommands.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default())
    .error(AnsiColor::Red.on_default().bold())
    .valid(AnsiColor::Cyan.on_default().bold())
    .invalid(AnsiColor::Yellow.on_default().bold());

/// Reversible PostgreSQL migrations from annotated Rust structs
///
/// Tables are structs that derive `Model`, listed in a `schema!`. `check` says how they differ
/// from the migrations and from the database, `generate` writes the migration that makes up for
/// it, up and down, and proves it on a scratch database; `upgrade` applies what is missing.
/// `migrate` does the three in one.
///
/// The database is, first of all that is set: `--database-url`, `DATABASE_URL`, the same in a
/// `.env` file, libpq's `PG*` variables. With none of them a private server is started for the
/// project, kept under its target folder, and stopped again.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-aludel",
    bin_name = "cargo aludel",
    version,
    styles = STYLES,
    max_term_width = 80,
    disable_help_subcommand = true,
    after_help = "See `cargo aludel <COMMAND> --help` for the manual of a command.",
    after_long_help = format!("Exit codes:\n{}", Exit::manual())
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

impl Arguments {
    /// Reads a command line without the word that cargo adds.
    pub(crate) fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        Self::try_parse_from(arguments)
    }
}

/// Drops the word that cargo adds: it runs `cargo-aludel aludel check` for `cargo aludel check`.
pub(crate) fn without_cargo(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "aludel") {
        arguments.remove(1);
    }
    arguments
}

/// How the answer is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Print the answer as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Print errors, and what was asked for, and nothing else
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// When to colour; `NO_COLOR` and `CLICOLOR_FORCE` count too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,

    /// The same as --color never
    #[arg(long, global = true, overrides_with = "color")]
    no_color: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// Which package, and where its migrations are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Project")]
pub(crate) struct ProjectOptions {
    /// The package with the models, where the workspace has several
    #[arg(short, long, value_name = "NAME")]
    pub(crate) package: Option<String>,

    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// The folder of migrations [default: migrations, beside Cargo.toml]
    #[arg(long, value_name = "DIR", env = "ALUDEL_MIGRATIONS", hide_env_values = true)]
    pub(crate) migrations: Option<PathBuf>,
}

/// Which database.
#[derive(Debug, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct DatabaseOptions {
    /// The database, as a URL or in libpq's key words [default: `DATABASE_URL`]
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,

    #[command(flatten)]
    pub(crate) history: HistoryOptions,
}

/// Where the history of a database is.
#[derive(Debug, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct HistoryOptions {
    /// Where the history stands [default: aludel.history]
    #[arg(long, value_name = "SCHEMA.TABLE", value_parser = history_table)]
    #[arg(env = "ALUDEL_HISTORY_TABLE", hide_env_values = true)]
    pub(crate) history_table: Option<HistoryTable>,
}

/// Reads `schema.table`.
pub(crate) fn history_table(text: &str) -> Result<HistoryTable, &'static str> {
    match text.split_once('.') {
        Some((schema, table)) if !schema.is_empty() && !table.is_empty() => {
            Ok(HistoryTable::new(schema, table))
        }
        _ => Err("expected a schema and a table, as in `aludel.history`"),
    }
}

/// How migrations are run.
#[derive(Debug, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunOptions {
    /// How long a statement waits for a lock before it is tried again [default: 4s]
    #[arg(long, value_name = "TIME", env = "ALUDEL_LOCK_TIMEOUT", hide_env_values = true)]
    pub(crate) lock_timeout: Option<humantime::Duration>,

    /// How long to wait for another run on this database to end [default: 5min]
    #[arg(long, value_name = "TIME")]
    pub(crate) wait: Option<humantime::Duration>,
}

/// Where scratch databases are made.
#[derive(Debug, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct ScratchOptions {
    /// A server for scratch databases, other than that of the database
    ///
    /// What is not a database yet is loaded into a scratch database to learn what it means. They
    /// are made beside the database, if its role may create databases, or else on a private server
    /// that is started for it; and they are dropped again.
    #[arg(long, value_name = "URL", env = "ALUDEL_SCRATCH_URL", hide_env_values = true)]
    pub(crate) scratch_url: Option<String>,
}

/// How the package with the models is built.
#[derive(Debug, Args)]
#[command(next_help_heading = "Compilation")]
#[expect(clippy::struct_excessive_bools, reason = "cargo's own flags")]
pub(crate) struct BuildOptions {
    /// Features to activate, separated by spaces or commas
    #[arg(short = 'F', long, value_name = "FEATURES")]
    pub(crate) features: Vec<String>,

    /// Activate all features
    #[arg(long)]
    pub(crate) all_features: bool,

    /// Leave the `default` feature out
    #[arg(long)]
    pub(crate) no_default_features: bool,

    /// Build with this profile
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,

    /// The folder for everything that is built
    #[arg(long, value_name = "DIR")]
    pub(crate) target_dir: Option<PathBuf>,

    /// Require that Cargo.lock stays as it is
    #[arg(long)]
    pub(crate) locked: bool,

    /// Use no network
    #[arg(long)]
    pub(crate) offline: bool,
}

/// What every command takes that writes the history.
#[derive(Debug, Args)]
pub(crate) struct HistoryWriterOptions {
    #[command(flatten)]
    pub(crate) project: ProjectOptions,

    #[command(flatten)]
    pub(crate) database: DatabaseOptions,

    #[command(flatten)]
    pub(crate) run: RunOptions,
}

/// What every command takes that compares models with something.
#[derive(Debug, Args)]
pub(crate) struct ModelOptions {
    #[command(flatten)]
    pub(crate) project: ProjectOptions,

    #[command(flatten)]
    pub(crate) database: DatabaseOptions,

    #[command(flatten)]
    pub(crate) scratch: ScratchOptions,

    #[command(flatten)]
    pub(crate) build: BuildOptions,
}
