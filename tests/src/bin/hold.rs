//! Holds a private server until it is killed or its standard input ends: the tool in tests of what
//! happens to the server then.
//!
//! `hold throwaway` or `hold persistent FOLDER`. Prints where the server listens, once it does.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use aludel::server::{Address, Binaries, Persistent, StartError, Throwaway};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match hold(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let message = format!("{error}\nhelp: {}\n", error.help());
            // Without standard error there is nobody to tell.
            let _ = std::io::stderr().write_all(message.as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn hold(arguments: &[String]) -> Result<(), StartError> {
    match arguments.get(1) {
        Some(folder) => {
            let server = Persistent::open(Path::new(folder), None)?;
            wait(server.address());
        }
        None => {
            let server = Throwaway::start(&Binaries::find(None)?, &[])?;
            wait(server.address());
        }
    }
    Ok(())
}

fn wait(address: &Address) {
    let line = format!("{}\n", address.socket_folder().display());
    // Whoever started this process may be gone, which is the end as well.
    if std::io::stdout().write_all(line.as_bytes()).is_ok() {
        let _ = std::io::stdin().read(&mut [0]);
    }
}
