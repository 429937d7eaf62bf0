//! Another process that holds a server.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A process that holds a server until it is stopped or killed.
pub(crate) struct Hold {
    child: Child,
}

impl Hold {
    /// Starts a process that will hold a server, and does not wait for it.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Self::command(arguments);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        Self { child }
    }

    /// The command, to be run in another way. The server is the one under test.
    pub(crate) fn command(arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hold"));
        command.args(arguments).env("ALUDEL_PG_BIN", aludel_tests::server().binaries());
        command
    }

    /// Waits until the server takes connections, and returns the folder of its socket.
    pub(crate) fn ready(&mut self) -> PathBuf {
        let mut line = String::new();
        BufReader::new(self.child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "no server");
        PathBuf::from(line.trim_end())
    }

    /// Kills the process, which has no time to clean up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets the process end in order.
    pub(crate) fn stop(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

/// The process of a server, from its data folder.
pub(crate) fn server_process(data: &Path) -> String {
    let text = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    text.lines().next().unwrap().to_owned()
}
