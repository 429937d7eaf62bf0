//! The user that a server runs as.

use std::io;
use std::os::unix::{fs::chown, process::CommandExt};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::error::StartError;

/// The user that a server runs as: the caller, or another where the caller is root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    Caller(u32),
    Other { user: u32, group: u32 },
}

impl Account {
    /// Chooses `postgres`, else `nobody`, for root, and the caller itself for everybody else.
    pub(super) fn choose() -> Result<Self, StartError> {
        static OTHER: OnceLock<Option<Account>> = OnceLock::new();

        let caller = rustix::process::geteuid();
        if !caller.is_root() {
            return Ok(Self::Caller(caller.as_raw()));
        }
        let other = OTHER.get_or_init(|| ["postgres", "nobody"].into_iter().find_map(look_up));
        other.ok_or(StartError::NoAccount)
    }

    /// The number of the user.
    pub(super) fn user(self) -> u32 {
        match self {
            Self::Caller(user) | Self::Other { user, .. } => user,
        }
    }

    /// A command that runs as this user, from the root folder, since the caller's own may be closed
    /// to it, and without the caller's `PG*` variables, which would change what a server does.
    pub(super) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        if let Self::Other { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// Hands a file or folder over to this user.
    pub(super) fn own(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Caller(_) => Ok(()),
            Self::Other { user, group } => chown(path, Some(user), Some(group)),
        }
    }

    /// Whether this user may enter a folder, every folder above it included.
    pub(super) fn can_enter(self, folder: &Path) -> bool {
        if matches!(self, Self::Caller(_)) {
            return folder.is_dir();
        }
        self.command(Path::new("/bin/sh"))
            .args(["-c", "cd -- \"$1\"", "sh"])
            .arg(folder)
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

/// Asks `id`, which knows every source of users that the system has.
fn look_up(name: &str) -> Option<Account> {
    let ask = |flag| {
        let output = Command::new("id").args([flag, name]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    Some(Account::Other { user: ask("-u")?, group: ask("-g")? })
}
