//! A server in memory, gone with its owner.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::FlockOperation;

use super::{
    account::Account,
    address::{Address, PORT},
    binaries::Binaries,
    cluster,
    error::{StartError, file},
    folders,
    process::{End, Process, Start},
};

/// Nothing that such a server holds is worth a write to the disk.
const SETTINGS: &[(&str, &str)] = &[
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "logical"),
    ("max_wal_size", "64MB"),
    ("autovacuum", "off"),
    // Shared memory goes with the folder, even after a kill.
    ("dynamic_shared_memory_type", "mmap"),
    ("jit", "off"),
    ("shared_buffers", "16MB"),
    ("max_connections", "100"),
    ("timezone", "UTC"),
];

/// The log of a server. Every process of the server holds it open, and with it the lock that was
/// taken on it: once the lock can be had, all of them are gone.
const LOG: &str = "log";

/// A private server that is fast because nothing of it is kept.
///
/// It is stopped and removed when this value is dropped, or when the process ends in any other way.
#[derive(Debug)]
pub struct Throwaway {
    // First, as fields are dropped in order, and the folder is the server's.
    _process: Process,
    binaries: Binaries,
    address: Address,
}

impl Throwaway {
    /// Starts a server, about a tenth of a second after the first time.
    ///
    /// `settings` come on top of those that make it fast.
    ///
    /// # Errors
    ///
    /// When no folder can be used or the server does not start; the error carries the end of its log.
    pub fn start(binaries: &Binaries, settings: &[(&str, &str)]) -> Result<Self, StartError> {
        let account = Account::choose()?;
        let parent = folders::short_lived(account)?;
        let (folder, log) = claim(account, &parent)?;
        let data = folder.join("data");
        cluster::create_throwaway(binaries, account, &data)?;
        let port = settings.iter().find(|(name, _)| *name == "port");
        let port = port.and_then(|(_, port)| port.parse().ok()).unwrap_or(PORT);
        let address = Address { socket_folder: folder.clone(), port };
        let start = Start {
            binaries,
            account,
            data: &data,
            address: &address,
            settings: &[SETTINGS, settings].concat(),
            end: End::Remove(&folder),
        };
        let (pipe, hold) = std::io::pipe().map_err(file("make a pipe for", &folder))?;
        let process = Process::start(&start, (&folder.join(LOG), log), (pipe.into(), hold.into()))?;
        Ok(Self { _process: process, binaries: binaries.clone(), address })
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The programs that it was started from.
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }
}

/// Makes a folder of our own with a lock on its log, and removes those whose lock can be had.
///
/// One process at a time does this, since a folder is for a moment not locked yet.
fn claim(account: Account, parent: &Path) -> Result<(PathBuf, File), StartError> {
    let path = parent.join("lock");
    let turn = File::create(&path).map_err(file("create", &path))?;
    rustix::fs::flock(&turn, FlockOperation::LockExclusive)
        .map_err(|error| file("lock", &path)(error.into()))?;
    sweep(parent);
    let folder = tempfile::Builder::new()
        .prefix("server-")
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir_in(parent)
        .map_err(file("create a folder in", parent))?;
    let path = folder.path().join(LOG);
    let log = File::create(&path).map_err(file("create", &path))?;
    rustix::fs::flock(&log, FlockOperation::NonBlockingLockExclusive)
        .map_err(|error| file("lock", &path)(error.into()))?;
    account.own(folder.path()).map_err(file("hand over", folder.path()))?;
    Ok((folder.keep(), log))
}

/// Removes what is left of servers whose supervisor was killed as well.
fn sweep(parent: &Path) {
    for entry in parent.read_dir().into_iter().flatten().flatten() {
        let Ok(log) = File::open(entry.path().join(LOG)) else { continue };
        if rustix::fs::flock(&log, FlockOperation::NonBlockingLockExclusive).is_ok() {
            // Whatever cannot be removed is tried again the next time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
