//! A process that upgrades a database, for tests in which it is killed: `upgrading FOLDER URL`.
//! Prints the revisions that it applied.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use aludel::migration::{Folder, Reference};
use aludel::run::{self, Options};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match upgrade(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without standard error there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{error:?}");
            ExitCode::FAILURE
        }
    }
}

fn upgrade(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let [folder, url] = arguments else { return Err("expected a folder and a URL".into()) };
    let (folder, options) = (Folder::load(folder)?, Options::default());
    let report = run::upgrade(url, &folder, &Reference::Head, &options, &mut ())?;
    for done in report.done {
        writeln!(std::io::stdout(), "{}", done.revision)?;
    }
    Ok(())
}
