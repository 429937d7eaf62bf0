//! The migrator that a team ships: one binary with the migrations inside, for a container.

use std::{
    env,
    error::Error,
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use crate::{
    connect::{Environment, Target, TargetError},
    migration::{Direction, Migrations, Reference, ReferenceError},
    model::Registry,
    run::{Event, Migrator, Report, RunError, Status},
};

/// How the binary is called.
const USAGE: &str = "\
usage: migrate [--database-url URL] COMMAND

  upgrade            apply what is not applied yet
  downgrade TARGET   undo down to a revision, which stays applied; -1, -2, ...; or base
  status             say what is applied
  help               say this

The database is --database-url, DATABASE_URL, the same in .env, or libpq's PG* variables.
";

/// The exit code of a command line that makes no sense.
const MISUSED: u8 = 2;

/// The `main` of a binary that hands its models over, and that also brings a database up or down
/// with the migrations that are built into it.
///
/// ```no_run
/// # mod cream_pie { aludel::schema!(pub SCHEMA = []); }
/// use std::process::ExitCode;
///
/// use aludel::Migrations;
///
/// # const MIGRATIONS: Migrations = Migrations::new("migrations", None, &[]);
/// // const MIGRATIONS: Migrations = aludel::embed_migrations!("migrations");
///
/// fn main() -> ExitCode {
///     aludel::main_with(&cream_pie::SCHEMA, MIGRATIONS)
/// }
/// ```
///
/// `./migrate upgrade`, `./migrate downgrade -1` and `./migrate status` then need neither cargo nor
/// the sources. The exit code is 0 if all went well, 1 if not, and 2 for another command line;
/// `status` exits with 11 while migrations are not applied.
pub fn main_with(registry: &Registry, migrations: Migrations) -> ExitCode {
    super::hook(registry);
    let arguments = env::args_os().skip(1).map(OsString::into_string);
    let arguments = arguments.collect::<Result<Vec<_>, _>>();
    match arguments.as_deref().ok().and_then(Order::read) {
        Some(order) => order.carry_out(&Migrator::new(migrations)).unwrap_or_else(|failure| {
            tell(&failure.text());
            ExitCode::FAILURE
        }),
        None => {
            tell(USAGE);
            ExitCode::from(MISUSED)
        }
    }
}

/// A command line, understood.
struct Order<'a> {
    url: Option<&'a str>,
    command: Command<'a>,
}

enum Command<'a> {
    Upgrade,
    Downgrade(&'a str),
    Status,
    Help,
}

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
enum Unable {
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error("no database is named: set DATABASE_URL, or give --database-url")]
    NoTarget,
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    #[error(transparent)]
    Run(#[from] RunError),
}

impl<'a> Order<'a> {
    fn read(arguments: &'a [String]) -> Option<Self> {
        let (mut url, mut words) = (None, Vec::new());
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            match argument.strip_prefix("--database-url") {
                Some("") => url = Some(arguments.next()?),
                Some(rest) => url = Some(rest.strip_prefix('=')?),
                None => words.push(argument),
            }
        }
        let command = match words.as_slice() {
            ["help"] => Command::Help,
            words if words.iter().any(|word| ["-h", "--help"].contains(word)) => Command::Help,
            ["upgrade"] => Command::Upgrade,
            ["downgrade", target] => Command::Downgrade(target),
            ["status"] => Command::Status,
            _ => return None,
        };
        Some(Self { url, command })
    }

    fn carry_out(&self, migrator: &Migrator) -> Result<ExitCode, Unable> {
        let (verb, direction, reference) = match self.command {
            Command::Help => {
                say(USAGE);
                return Ok(ExitCode::SUCCESS);
            }
            Command::Status => return Ok(status(&migrator.status(&self.target()?)?)),
            Command::Upgrade => ("applied", Direction::Up, Reference::Head),
            Command::Downgrade(text) => ("undone", Direction::Down, text.parse()?),
        };
        report(verb, &migrator.observed(&self.target()?, (direction, &reference), &mut show)?);
        Ok(ExitCode::SUCCESS)
    }

    fn target(&self) -> Result<Target, Unable> {
        // Without a current folder there is no `.env` to look for.
        let environment = Environment::of_process(&env::current_dir().unwrap_or_default());
        Target::resolve(self.url, &environment)?.ok_or(Unable::NoTarget)
    }
}

impl Unable {
    /// The message with its causes, and what was done before it.
    fn text(&self) -> String {
        let mut text = format!("error: {self}\n");
        let mut cause = self.source();
        while let Some(error) = cause {
            text.push_str(&format!("  because {error}\n"));
            cause = error.source();
        }
        if let Self::Run(error) = self {
            for done in &error.report.done {
                text.push_str(&format!("  done before: {}\n", done.revision));
            }
            text.extend(error.help().map(|help| format!("  help: {help}\n")));
        }
        text
    }
}

/// Says why nothing goes on.
fn show(event: &Event<'_>) {
    match event {
        Event::Waiting { holder } => {
            let holder = holder.map(|holder| format!(": {holder}")).unwrap_or_default();
            tell(&format!("waiting for another run to end{holder}\n"));
        }
        Event::Retrying { revision, message, pause, .. } => {
            let seconds = pause.as_secs_f64();
            tell(&format!("{revision}: {message}; trying again in {seconds:.1} s\n"));
        }
        _ => {}
    }
}

fn report(verb: &str, report: &Report) {
    for done in &report.done {
        say(&format!("{verb} {}\n", done.revision));
    }
    if report.done.is_empty() {
        say("nothing to do\n");
    }
}

fn status(status: &Status) -> ExitCode {
    for revision in &status.applied {
        say(&format!("applied {revision}\n"));
    }
    for revision in &status.pending {
        say(&format!("pending {revision}\n"));
    }
    for finding in &status.findings {
        tell(&format!("error: {finding}\n  help: {}\n", finding.help()));
    }
    match (status.findings.is_empty(), status.pending.is_empty()) {
        (false, _) => ExitCode::FAILURE,
        (true, false) => ExitCode::from(11),
        (true, true) => ExitCode::SUCCESS,
    }
}

/// Writes to standard output. If that is gone there is nobody to tell.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Writes to standard error. If that is gone there is nobody to tell.
fn tell(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
