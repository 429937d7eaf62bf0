//! What a project's own binary does for `cargo aludel`: it hands the models over.
//!
//! The command line builds the binary, names a file in the variable [`DOCUMENT`] and runs it. A file
//! and not standard output, since nobody knows what else a program prints.

mod shipped;

use std::{
    env, fs,
    io::{self, Write as _},
    path::PathBuf,
    process::{self, ExitCode},
};

pub use self::shipped::main_with;
use crate::model::{
    Registry,
    document::{Document, DocumentError},
};

/// The environment variable that names the file for the document of the models.
pub const DOCUMENT: &str = "ALUDEL_DOCUMENT";

/// The `main` of a binary that is there for the migrations.
///
/// ```no_run
/// # mod cream_pie { aludel::schema!(pub SCHEMA = []); }
/// use std::process::ExitCode;
///
/// fn main() -> ExitCode {
///     aludel::main(&cream_pie::SCHEMA)
/// }
/// ```
pub fn main(registry: &Registry) -> ExitCode {
    match hand_over(registry) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => complain(&error),
        None => complain(&HostError::NotAsked),
    }
}

/// Hands the models over and ends the process, if `cargo aludel` asks for them.
///
/// For a package that has only the binary of the application: one line at the top of its `main`,
/// before anything else happens.
///
/// ```no_run
/// # aludel::schema!(SCHEMA = []);
/// fn main() {
///     aludel::hook(&SCHEMA);
///     // The application.
/// }
/// ```
pub fn hook(registry: &Registry) {
    match hand_over(registry) {
        Some(Ok(())) => process::exit(0),
        Some(Err(error)) => {
            complain(&error);
            process::exit(1);
        }
        None => {}
    }
}

/// Why the models are not handed over.
#[derive(Debug, thiserror::Error)]
enum HostError {
    #[error("nobody asks for the models: `cargo aludel` names the file for them in {DOCUMENT}")]
    NotAsked,
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("cannot write the models to {}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
}

/// Writes the document where the variable says; none if it says nothing.
fn hand_over(registry: &Registry) -> Option<Result<(), HostError>> {
    let path = PathBuf::from(env::var_os(DOCUMENT)?);
    let document =
        Document::new(registry).and_then(|document| document.to_json()).map_err(HostError::from);
    Some(
        document.and_then(|text| {
            fs::write(&path, text).map_err(|source| HostError::File { path, source })
        }),
    )
}

fn complain(error: &HostError) -> ExitCode {
    // If standard error is gone there is nobody to tell that to.
    let _ = writeln!(io::stderr(), "error: {error}");
    ExitCode::FAILURE
}
