//! Where the data of a lasting server lies.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{
    account::Account,
    address::{Address, PORT},
    error::{StartError, file},
    folders,
};

/// Where root keeps what the user that servers run as cannot reach in the project.
const SYSTEM: &str = "/var/lib/aludel";

/// The longest path of a socket folder: the name of the socket and what every system allows are 104
/// bytes together.
const SOCKET_FOLDER_BYTES: usize = 88;

/// The greatest process number that can be written, far beyond what any system gives away.
const NO_PROCESS: &str = "2147483647";

/// The folder of one lasting server.
#[derive(Debug, Clone)]
pub(super) struct Home {
    folder: PathBuf,
    account: Account,
}

impl Home {
    /// Takes `server` in the folder of the project, created where it is missing.
    ///
    /// A project of root may lie where nobody else can enter, `/root` first of all. Then `server` is
    /// a link to a folder outside that is named after the place of the project.
    pub(super) fn of(project: &Path, account: Account) -> Result<Self, StartError> {
        fs::create_dir_all(project).map_err(file("create", project))?;
        let project = project.canonicalize().map_err(file("find", project))?;
        let link = project.join("server");
        if link.exists() || account.can_enter(&project) {
            return Self::at(link, account);
        }
        let digest = Sha256::digest(project.as_os_str().as_encoded_bytes());
        let name = u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default());
        let outside = Path::new(SYSTEM).join(format!("{name:016x}"));
        fs::create_dir_all(SYSTEM).map_err(file("create", Path::new(SYSTEM)))?;
        let home = Self::at(outside, account)?;
        match symlink(&home.folder, &link) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(file("create", &link)(error))
            }
            _ => Ok(home),
        }
    }

    fn at(folder: PathBuf, account: Account) -> Result<Self, StartError> {
        // Two runs may come here at once; for one of them the folder is there already.
        if folders::make_private(account, &folder) || folder.is_dir() {
            let folder = folder.canonicalize().map_err(file("find", &folder))?;
            return Ok(Self { folder, account });
        }
        Err(StartError::NoFolder { tried: vec![folder] })
    }

    pub(super) fn account(&self) -> Account {
        self.account
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The cluster.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The log. All processes of the server hold it open and with it the lock on it.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// The pipe that all users of the server hold open.
    pub(super) fn pipe(&self) -> PathBuf {
        self.folder.join("users")
    }

    /// The mark that the server takes users.
    pub(super) fn mark(&self) -> PathBuf {
        self.folder.join("running")
    }

    /// The major version that made the cluster; none if there is no cluster.
    pub(super) fn cluster_version(&self) -> Result<Option<u32>, StartError> {
        let path = self.data().join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.trim().parse().ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file("read", &path)(error)),
        }
    }

    /// Where a server that is about to start will listen.
    pub(super) fn new_address(&self) -> Result<Address, StartError> {
        if self.folder.as_os_str().len() <= SOCKET_FOLDER_BYTES {
            return Ok(Address { socket_folder: self.folder.clone(), port: PORT });
        }
        let digest = Sha256::digest(self.folder.as_os_str().as_encoded_bytes());
        let name = u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default());
        let socket_folder = folders::sockets(self.account)?.join(format!("socket-{name:016x}"));
        if folders::make_private(self.account, &socket_folder) {
            Ok(Address { socket_folder, port: PORT })
        } else {
            Err(StartError::NoFolder { tried: vec![socket_folder] })
        }
    }

    /// Where a running server listens, as it says itself.
    pub(super) fn running_address(&self) -> Option<Address> {
        let text = fs::read_to_string(self.data().join("postmaster.pid")).ok()?;
        let mut lines = text.lines().skip(3);
        let port = lines.next()?.parse().ok()?;
        let socket_folder = PathBuf::from(lines.next().filter(|folder| !folder.is_empty())?);
        Some(Address { socket_folder, port })
    }

    /// Makes sure that nobody serves the cluster, and corrects what says otherwise.
    ///
    /// The lock on the log tells that no server of ours lives. After a crash the number in
    /// `postmaster.pid` may be that of some other program by now, and the server would not start. It
    /// gets a number that no process has; the rest tells the server what shared memory to clear away.
    pub(super) fn clear_stale_lock(&self) -> Result<(), StartError> {
        let path = self.data().join("postmaster.pid");
        let Ok(text) = fs::read_to_string(&path) else { return Ok(()) };
        let number = text.lines().next().and_then(|line| line.trim().parse::<u32>().ok());
        let Some(process) = number else { return Ok(()) };
        let Ok(works_in) = fs::read_link(format!("/proc/{process}/cwd")) else {
            // No such process, or no such list of processes: the server itself can tell.
            return Ok(());
        };
        if works_in == self.data() {
            return Err(StartError::InUse { data: self.data(), process });
        }
        let corrected = text.replacen(&process.to_string(), NO_PROCESS, 1);
        fs::write(&path, corrected).map_err(file("correct", &path))
    }
}
