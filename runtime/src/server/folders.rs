//! Where caches and short-lived things are kept.

use std::env;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{account::Account, error::StartError};

/// The memory that a throw-away server needs to be left over, in bytes.
const ROOM: u64 = 512 << 20;

/// The longest path of such a folder: what is made in it and the name of a socket must fit into the
/// 104 bytes that every system allows.
const ROOT_BYTES: usize = 60;

/// The folder for what can be made again: the user's own, or the system's for root, whose home is
/// closed to the user that servers run as.
pub(super) fn cache() -> Option<PathBuf> {
    if rustix::process::geteuid().is_root() {
        return Some(PathBuf::from("/var/cache/aludel"));
    }
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let parent = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(parent.join("aludel"))
}

/// The folders that hold fetched server trees, `<major>/bin` in each.
pub(super) fn server_trees() -> Option<PathBuf> {
    Some(cache()?.join("servers"))
}

/// The folder for sockets whose own place has too long a name.
pub(super) fn sockets(account: Account) -> Result<PathBuf, StartError> {
    private_folder(account, [env::temp_dir(), PathBuf::from("/tmp")].into_iter())
}

/// The folder for throw-away servers of one user: in memory where there is room, else the temporary
/// folder.
pub(super) fn short_lived(account: Account) -> Result<PathBuf, StartError> {
    let memory = Path::new("/dev/shm");
    let candidates = [
        has_room(memory).then(|| memory.to_path_buf()),
        Some(env::temp_dir()),
        Some(PathBuf::from("/tmp")),
    ];
    private_folder(account, candidates.into_iter().flatten())
}

fn has_room(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|state| state.f_bavail * state.f_frsize >= ROOM)
}

/// Makes `aludel-<user>` in the first folder that allows it.
fn private_folder(
    account: Account,
    parents: impl Iterator<Item = PathBuf>,
) -> Result<PathBuf, StartError> {
    let mut tried = Vec::new();
    for parent in parents {
        let folder = parent.join(format!("aludel-{}", account.user()));
        let short = folder.as_os_str().len() <= ROOT_BYTES;
        if short && make_private(account, &folder) && account.can_enter(&folder) {
            return Ok(folder);
        }
        tried.push(folder);
    }
    Err(StartError::NoFolder { tried })
}

/// Makes a folder that is the account's alone. One that is there already must be so: its name can be
/// guessed, and its parent is open to everybody.
pub(super) fn make_private(account: Account, folder: &Path) -> bool {
    if fs::create_dir(folder).is_ok() {
        let mode = fs::Permissions::from_mode(0o700);
        return fs::set_permissions(folder, mode).is_ok() && account.own(folder).is_ok();
    }
    fs::symlink_metadata(folder).is_ok_and(|found| {
        found.is_dir() && found.uid() == account.user() && found.mode() & 0o777 == 0o700
    })
}
