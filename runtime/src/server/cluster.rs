//! `initdb`, and the template that saves most of its time.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use sha2::{Digest, Sha256};

use super::{
    account::Account,
    address::SUPERUSER,
    binaries::Binaries,
    error::{StartError, file, last_lines},
    folders,
};

/// What every private cluster is made with. The encoding is what Rust's strings need.
const ARGUMENTS: &[&str] = &["--auth=trust", "--encoding=UTF8", "--username", SUPERUSER];

/// What a throw-away cluster adds: nothing reaches the disk, the smallest log there can be, and the
/// collation that every system has.
const HASTY: &[&str] = &["--no-sync", "--wal-segsize=1", "--locale=C"];

/// What a cluster that is kept adds: text is sorted by code points everywhere, and letters beyond
/// ASCII have an upper and a lower case where the server or the system can tell.
fn lasting(binaries: &Binaries) -> &'static [&'static str] {
    match binaries.version().major() {
        17.. => &["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        _ if cfg!(target_os = "linux") => &["--locale=C.UTF-8"],
        _ => &["--locale=C"],
    }
}

/// Makes a throw-away cluster at `data`, a folder that does not exist yet.
///
/// The first call for these binaries runs `initdb` and keeps a copy of the outcome.
pub(super) fn create_throwaway(
    binaries: &Binaries,
    account: Account,
    data: &Path,
) -> Result<(), StartError> {
    let template = folders::cache().map(|cache| cache.join("templates").join(key(binaries)));
    if let Some(template) = template.as_deref().filter(|template| template.is_dir()) {
        if copy(template, data, Some(account)).is_ok() {
            return Ok(());
        }
        // Half a copy is of no use, and neither is the template that it came from.
        let _ = fs::remove_dir_all(data);
        let _ = fs::remove_dir_all(template);
    }
    initialise(binaries, account, data, HASTY, Stdio::null())?;
    if let Some(template) = template {
        // The template only saves time: a cache that cannot be written is no reason to fail.
        let _ = keep(data, &template);
    }
    Ok(())
}

/// Makes a cluster that is kept at `data`, whole or not at all.
///
/// `initdb` holds `log` open, so that whoever waits for the lock on it waits for an `initdb` whose
/// caller was killed as well.
pub(super) fn create_lasting(
    binaries: &Binaries,
    account: Account,
    data: &Path,
    log: File,
) -> Result<(), StartError> {
    let unfinished = data.with_extension("unfinished");
    match fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(file("remove", &unfinished)(error));
        }
        _ => {}
    }
    initialise(binaries, account, &unfinished, lasting(binaries), log.into())?;
    fs::rename(&unfinished, data).map_err(file("create", data))
}

/// Runs `initdb`.
fn initialise(
    binaries: &Binaries,
    account: Account,
    data: &Path,
    more: &[&str],
    log: Stdio,
) -> Result<(), StartError> {
    let program = binaries.folder().join("initdb");
    let mut command = account.command(&program);
    command.arg("--pgdata").arg(data).args(ARGUMENTS).args(more).stdout(log).stderr(Stdio::piped());
    let output = command.spawn().and_then(Child::wait_with_output);
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(StartError::Initialise {
            output: last_lines(&String::from_utf8_lossy(&output.stderr)),
        }),
        Err(source) => Err(StartError::Run { program, source }),
    }
}

/// Two builds of one version may differ in what they were built with, so the place counts as well.
fn key(binaries: &Binaries) -> String {
    let mut hasher = Sha256::new();
    for part in [binaries.banner(), &binaries.folder().to_string_lossy()] {
        hasher.update(part);
        hasher.update([0]);
    }
    for argument in ARGUMENTS.iter().chain(HASTY) {
        hasher.update(argument);
        hasher.update([0]);
    }
    let start = hasher.finalize().first_chunk().copied().unwrap_or_default();
    format!("{}-{:016x}", binaries.version().major(), u64::from_be_bytes(start))
}

/// Puts a copy of a fresh cluster into the cache, whole or not at all.
fn keep(data: &Path, template: &Path) -> io::Result<()> {
    let parent = template.parent().unwrap_or(template);
    fs::create_dir_all(parent)?;
    let unfinished = tempfile::Builder::new().prefix("unfinished-").tempdir_in(parent)?;
    let copied = unfinished.path().join("data");
    copy(data, &copied, None)?;
    match fs::rename(&copied, template) {
        // Another process was quicker, and its copy is as good.
        Err(_) if template.is_dir() => Ok(()),
        outcome => outcome,
    }
}

/// Copies a folder and what is in it, for one account or for the caller.
fn copy(from: &Path, to: &Path, account: Option<Account>) -> io::Result<()> {
    let mut folders: Vec<(PathBuf, PathBuf)> = vec![(from.to_path_buf(), to.to_path_buf())];
    while let Some((from, to)) = folders.pop() {
        fs::create_dir(&to)?;
        fs::set_permissions(&to, fs::metadata(&from)?.permissions())?;
        own(account, &to)?;
        for entry in fs::read_dir(&from)? {
            let entry = entry?;
            let target = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), target));
            } else {
                fs::copy(entry.path(), &target)?;
                own(account, &target)?;
            }
        }
    }
    Ok(())
}

fn own(account: Option<Account>, path: &Path) -> io::Result<()> {
    account.map_or(Ok(()), |account| account.own(path))
}
