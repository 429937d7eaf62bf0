//! A server whose data stays, shared by all who use it at once.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use postgres::{NoTls, error::SqlState};
use rustix::fs::FlockOperation;

use super::{
    account::Account,
    address::Address,
    binaries::Binaries,
    cluster,
    error::{StartError, file},
    home::Home,
    process::{End, PAUSE, Process, Start, wait_until_ready},
};
use crate::{
    connect::{Origin, Target},
    quote::identifier,
};

/// A server for one person's own work; everything that makes it safe stays as it is.
const SETTINGS: &[(&str, &str)] =
    &[("jit", "off"), ("shared_buffers", "32MB"), ("unix_socket_permissions", "0700")];

/// How long another run may take to start or stop the server.
const PATIENCE: Duration = Duration::from_secs(60);

/// A private server whose data stays: the database of a project that names none.
///
/// It runs for as long as somebody holds a value like this one, in this process or another: who comes
/// second finds the server running, and the last to go stops it, even by being killed. What holds it
/// up is a named pipe that every user keeps open.
#[derive(Debug)]
pub struct Persistent {
    _hold: Hold,
    folder: PathBuf,
    address: Address,
}

/// What keeps the server running. Nothing reads the fields; they are there to be dropped.
#[derive(Debug)]
#[expect(dead_code, reason = "dropping them is their use")]
enum Hold {
    Started(Process),
    Joined(File),
}

impl Persistent {
    /// Joins the server of a project, or starts it, in the folder `server` of `project`.
    ///
    /// The first time a cluster is made, by the server programs of the major version that is wanted
    /// or the first that there are. Later the version that made it is the one that is run.
    ///
    /// # Errors
    ///
    /// When there are no server programs that fit, or the server does not start.
    pub fn open(project: &Path, wanted: Option<u32>) -> Result<Self, StartError> {
        let home = Home::of(project, Account::choose()?)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(log) = lock(&home)? {
                return start(&home, log, wanted);
            }
            if let Some(server) = join(&home)? {
                return Ok(server);
            }
            if Instant::now() > deadline {
                return Err(StartError::Busy { folder: home.folder().to_path_buf() });
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn new(home: &Home, hold: Hold, address: Address) -> Self {
        Self { _hold: hold, folder: home.folder().to_path_buf(), address }
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// One of its databases, created where it is missing.
    ///
    /// # Errors
    ///
    /// When the server does not create it.
    pub fn target(&self, database: &str) -> Result<Target, StartError> {
        let failed = |source| StartError::Database { database: database.to_owned(), source };
        let mut client = self.address.config("postgres").connect(NoTls).map_err(failed)?;
        let there = "SELECT FROM pg_database WHERE datname = $1";
        if client.query_opt(there, &[&database]).map_err(failed)?.is_none() {
            match client.batch_execute(&format!("CREATE DATABASE {}", identifier(database))) {
                // Another run was quicker.
                Err(error) if error.code() == Some(&SqlState::DUPLICATE_DATABASE) => {}
                Err(error) if error.code() == Some(&SqlState::UNIQUE_VIOLATION) => {}
                outcome => outcome.map_err(failed)?,
            }
        }
        let origin = Origin::Private { folder: self.folder.clone() };
        Ok(Target::local(&self.address.config(database), origin))
    }
}

/// Takes the lock that tells that no process of the server lives.
fn lock(home: &Home) -> Result<Option<File>, StartError> {
    let path = home.log();
    let open = OpenOptions::new().append(true).create(true).open(&path);
    let log = open.map_err(file("open", &path))?;
    match rustix::fs::flock(&log, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(log)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(file("lock", &path)(error.into())),
    }
}

/// Uses a server that somebody else has started; none if it does not take users now.
fn join(home: &Home) -> Result<Option<Persistent>, StartError> {
    let Ok(hold) = OpenOptions::new().read(true).write(true).open(home.pipe()) else {
        return Ok(None);
    };
    // Only now: with the pipe in hand and the mark there, the server will wait for us.
    if !home.mark().exists() {
        return Ok(None);
    }
    let Some(address) = home.running_address() else { return Ok(None) };
    let gone = || StartError::Busy { folder: home.folder().to_path_buf() };
    let ready = wait_until_ready(&address, || match lock(home)? {
        Some(_) => Err(gone()),
        None => Ok(()),
    });
    match ready {
        Ok(()) => Ok(Some(Persistent::new(home, Hold::Joined(hold), address))),
        // It ended before it was ready; whoever comes next starts it anew.
        Err(StartError::Busy { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Starts the server, with the lock in hand.
fn start(home: &Home, log: File, wanted: Option<u32>) -> Result<Persistent, StartError> {
    log.set_len(0).map_err(file("empty", &home.log()))?;
    let account = home.account();
    let data = home.data();
    let binaries = match home.cluster_version()? {
        Some(major) => Binaries::find(Some(major)).map_err(|source| StartError::Version {
            data: data.clone(),
            major,
            source,
        })?,
        None => {
            let binaries = Binaries::find(wanted)?;
            let output = log.try_clone().map_err(file("open", &home.log()))?;
            cluster::create_lasting(&binaries, account, &data, output)?;
            binaries
        }
    };
    home.clear_stale_lock()?;
    let address = home.new_address()?;
    let (pipe, hold) = pipe(home)?;
    let mark = home.mark();
    File::create(&mark).and_then(|_| account.own(&mark)).map_err(file("create", &mark))?;
    let start = Start {
        binaries: &binaries,
        account,
        data: &data,
        address: &address,
        settings: SETTINGS,
        end: End::Keep(&mark),
    };
    let process = Process::start(&start, (&home.log(), log), (pipe.into(), hold.into()))?;
    Ok(Persistent::new(home, Hold::Started(process), address))
}

/// The end of the pipe that is for the supervisor, and ours.
fn pipe(home: &Home) -> Result<(File, File), StartError> {
    let path = home.pipe();
    if !path.exists() {
        let mut command = home.account().command(Path::new("mkfifo"));
        let made = command.args(["-m", "600"]).arg(&path).status();
        made.map_err(|source| StartError::Run { program: "mkfifo".into(), source })?;
    }
    // Both directions at once, as opening one of them would wait for somebody at the other.
    let hold = OpenOptions::new().read(true).write(true).open(&path);
    let hold = hold.map_err(file("open", &path))?;
    let pipe = File::open(&path).map_err(file("open", &path))?;
    Ok((pipe, hold))
}
