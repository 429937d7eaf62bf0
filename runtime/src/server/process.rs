//! One server process, and the shell that stops it when we are gone.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{
    account::Account,
    address::Address,
    binaries::Binaries,
    error::{StartError, last_lines},
};

/// Starts the server and stops it when the last holder of the other end of its standard input is
/// gone, however it went: the system closes that end even for a process that was killed.
///
/// The signal is sent until it takes, since the server ignores it before it has set its handlers.
const SUPERVISOR: &str = r#"
signal=$1 remove=$2; shift 2
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(read -r _; while kill -s "$signal" "$server"; do sleep 1; done) <&3 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"; status=$?
kill "$watcher"
test -z "$remove" || rm -rf -- "$remove"
exit "$status"
"#;

/// How long a server may take to its first connection, a recovery included.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a server is started with.
pub(super) struct Start<'a> {
    pub(super) binaries: &'a Binaries,
    pub(super) account: Account,
    /// The data folder.
    pub(super) data: &'a Path,
    pub(super) address: &'a Address,
    pub(super) settings: &'a [(&'a str, &'a str)],
    /// The signal that stops it: `INT` in order, `QUIT` at once.
    pub(super) signal: &'a str,
    /// A folder to remove once the server has ended.
    pub(super) remove: Option<&'a Path>,
}

/// A running server with its supervisor; dropping it stops the server.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a server that writes to `log` and lives as long as the returned value.
    pub(super) fn start(start: &Start<'_>, log: (&Path, File)) -> Result<Self, StartError> {
        let (log_path, log) = log;
        let shell = Path::new("/bin/sh");
        let run_error = |source| StartError::Run { program: shell.to_path_buf(), source };
        let errors = log.try_clone().map_err(run_error)?;
        let mut command = start.account.command(shell);
        command.args(["-c", SUPERVISOR, "aludel-server", start.signal]);
        command.arg(start.remove.unwrap_or(Path::new("")));
        server_arguments(&mut command, start);
        // A process group of its own keeps the terminal's Ctrl-C from the server: it is for the tool,
        // which may need the server to finish what it does.
        command.process_group(0).stdin(Stdio::piped()).stdout(log).stderr(errors);
        let child = command.spawn().map_err(run_error)?;
        let mut process = Self { child, log: log_path.to_path_buf() };
        process.wait_until_ready(start.address)?;
        Ok(process)
    }

    /// Returns when the server takes connections.
    fn wait_until_ready(&mut self, address: &Address) -> Result<(), StartError> {
        let deadline = Instant::now() + PATIENCE;
        let config = address.config("postgres");
        let socket = address.socket_folder().join(format!(".s.PGSQL.{}", address.port()));
        loop {
            if let Ok(Some(_)) = self.child.try_wait() {
                return Err(StartError::Ended { log: tail(&self.log).unwrap_or_default() });
            }
            if socket.exists() {
                match config.connect(postgres::NoTls) {
                    Ok(_) => return Ok(()),
                    Err(source) if Instant::now() > deadline => {
                        return Err(StartError::Silent { source });
                    }
                    Err(_) => {}
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // Nothing can be done about a child that cannot be waited for.
        let _ = self.child.wait();
    }
}

fn server_arguments(command: &mut Command, start: &Start<'_>) {
    command.arg(start.binaries.folder().join("postgres")).arg("-D").arg(start.data);
    command.arg("-k").arg(start.address.socket_folder());
    command.args(["-p", &start.address.port().to_string(), "-c", "listen_addresses="]);
    for (name, value) in start.settings {
        command.arg("-c").arg(format!("{name}={value}"));
    }
}

/// The end of a log.
fn tail(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(4096)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(last_lines(&String::from_utf8_lossy(&bytes)))
}
