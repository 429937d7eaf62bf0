//! One server process, and the shell that stops it when we are gone.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
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
/// A named pipe can find a new holder after the last one is gone. So the mark that invites holders is
/// removed first, and whoever was quick enough to see it is waited for as well.
///
/// Nothing but the shell itself and the server hold the log open, as a lock hangs on it.
///
/// The signal is sent until it takes, since the server ignores it before it has set its handlers.
const SUPERVISOR: &str = r#"
signal=$1 mark=$2 remove=$3; shift 3
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  read -r _; rm -f -- "$mark"; read -r _
  while kill -s "$signal" "$server"; do sleep 1; done
) <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"; status=$?
kill "$watcher"
test -z "$remove" || rm -rf -- "$remove"
exit "$status"
"#;

/// What a server is started with.
pub(super) struct Start<'a> {
    pub(super) binaries: &'a Binaries,
    pub(super) account: Account,
    /// The data folder.
    pub(super) data: &'a Path,
    pub(super) address: &'a Address,
    pub(super) settings: &'a [(&'a str, &'a str)],
    pub(super) end: End<'a>,
}

/// How a server ends.
pub(super) enum End<'a> {
    /// At once, and this folder with it.
    Remove(&'a Path),
    /// In order, after this mark was removed.
    Keep(&'a Path),
}

/// A running server with its supervisor; dropping it stops the server, unless others hold it too.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    /// The other end of the supervisor's standard input.
    hold: Option<OwnedFd>,
    /// The log, opened apart so that no lock hangs on it; a supervisor may remove its name.
    log: Option<File>,
    mark: Option<PathBuf>,
}

impl Process {
    /// Starts a server that writes to `log` and lives for as long as somebody holds the other end of
    /// `pipe`.
    pub(super) fn start(
        start: &Start<'_>,
        log: (&Path, File),
        (pipe, hold): (OwnedFd, OwnedFd),
    ) -> Result<Self, StartError> {
        let (log_path, log) = log;
        let readable = File::open(log_path).ok();
        let shell = Path::new("/bin/sh");
        let run_error = |source| StartError::Run { program: shell.to_path_buf(), source };
        let errors = log.try_clone().map_err(run_error)?;
        let (signal, mark, remove) = match start.end {
            End::Remove(folder) => ("QUIT", None, Some(folder)),
            End::Keep(mark) => ("INT", Some(mark), None),
        };
        let mut command = start.account.command(shell);
        command.args(["-c", SUPERVISOR, "aludel-server", signal]);
        command.arg(mark.unwrap_or(Path::new(""))).arg(remove.unwrap_or(Path::new("")));
        server_arguments(&mut command, start);
        // A process group of its own keeps the terminal's Ctrl-C from the server: it is for the tool,
        // which may need the server to finish what it does.
        command.process_group(0).stdin(pipe).stdout(log).stderr(errors);
        let child = command.spawn().map_err(run_error)?;
        let mark = mark.map(Path::to_path_buf);
        let mut process = Self { child, hold: Some(hold), log: readable, mark };
        wait_until_ready(start.address, || process.check_alive())?;
        Ok(process)
    }

    fn check_alive(&mut self) -> Result<(), StartError> {
        match self.child.try_wait() {
            Ok(Some(_)) => {
                let log = self.log.as_mut().map(tail).and_then(Result::ok).unwrap_or_default();
                Err(StartError::Ended { log })
            }
            _ => Ok(()),
        }
    }

    /// Waits for the end of the server, unless others hold it.
    fn wait_for_end(&mut self) {
        let start = Instant::now();
        let marked = |mark: &Option<PathBuf>| mark.as_ref().is_some_and(|mark| mark.exists());
        while let Ok(None) = self.child.try_wait() {
            let patience = if marked(&self.mark) { NOTICE } else { PATIENCE };
            if start.elapsed() > patience {
                return;
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.hold = None;
        self.wait_for_end();
    }
}

/// How long a server may take to its first connection, a recovery included, or to its end.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a supervisor may take to notice that it is alone.
const NOTICE: Duration = Duration::from_millis(200);

/// How long to pause before looking again.
pub(super) const PAUSE: Duration = Duration::from_millis(2);

/// Returns when a server takes connections; `check_alive` says whether it still can.
pub(super) fn wait_until_ready(
    address: &Address,
    mut check_alive: impl FnMut() -> Result<(), StartError>,
) -> Result<(), StartError> {
    let deadline = Instant::now() + PATIENCE;
    let config = address.config("postgres");
    let socket = address.socket_folder().join(format!(".s.PGSQL.{}", address.port()));
    loop {
        check_alive()?;
        if socket.exists() {
            match config.connect(postgres::NoTls) {
                Ok(_) => return Ok(()),
                Err(source) if Instant::now() > deadline => {
                    return Err(StartError::Silent { source });
                }
                Err(_) => {}
            }
        }
        std::thread::sleep(PAUSE);
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
fn tail(file: &mut File) -> io::Result<String> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(4096)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(last_lines(&String::from_utf8_lossy(&bytes)))
}
