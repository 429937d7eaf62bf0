//! Processes that are not children of the test.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Waits for what another process does, which tells nobody: only a parent is told of an end, and only
/// the one that writes a file knows of it.
///
/// # Panics
///
/// When it has not happened after a minute.
pub fn eventually(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !condition() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Whether there is a process with this number.
pub fn is_alive(process: &str) -> bool {
    signal("-0", process)
}

/// Sends a signal, as `-9`; returns whether there was a process for it.
pub fn signal(signal: &str, process: &str) -> bool {
    // The shell's own, as the program of that name is not everywhere.
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "kill \"$@\"", "sh", signal, process]).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
