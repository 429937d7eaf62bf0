//! The models' document, from the package's own binary or from the cache.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Child,
    thread,
    time::{Duration, Instant, UNIX_EPOCH},
};

use aludel::{host, model::document::Document};

use super::{Project, build::Host};
use crate::{arguments::BuildOptions, report::Failure, session::Session};

/// How long the binary may take to write the document, which includes the wait for another cargo
/// in the same target folder. One without the hook would start the application, and never end.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often the binary is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

impl Project {
    /// Builds the package and returns the document of its models.
    ///
    /// The document is kept under the target folder, named for the executable that wrote it: as
    /// long as cargo leaves that one alone it need not run again.
    pub(crate) fn document(
        &self,
        session: &mut Session<'_, '_>,
        options: &BuildOptions,
    ) -> Result<Document, Failure> {
        let host = Host::find(self, options)?;
        let executable = host.build(session)?;
        let work = self.work_folder(options.target_dir.as_deref())?;
        let folder = work.join("documents").join(&self.package);
        let kept = folder.join(key(&executable).map_err(|error| unreadable(&executable, error))?);
        if let Ok(text) = fs::read_to_string(&kept) {
            return Ok(Document::from_json(&text)?);
        }
        let fresh = folder.join(format!("{}.new", std::process::id()));
        fs::remove_dir_all(&folder)
            .or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })
            .and_then(|()| fs::create_dir_all(&folder))
            .map_err(|error| unreadable(&folder, error))?;
        run(&host, &fresh)?;
        let text = fs::read_to_string(&fresh).map_err(|error| unreadable(&fresh, error))?;
        fs::rename(&fresh, &kept).map_err(|error| unreadable(&kept, error))?;
        Ok(Document::from_json(&text)?)
    }
}

/// The name of the document that an executable wrote.
fn key(executable: &Path) -> io::Result<String> {
    let metadata = fs::metadata(executable)?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{:x}-{:x}.json", modified.as_nanos(), metadata.len()))
}

/// Runs the binary with the name of the file that it is to write.
fn run(host: &Host<'_>, file: &PathBuf) -> Result<(), Failure> {
    let name = host.name();
    let failed = |error| Failure::new(format!("cannot run binary `{name}`")).caused_by(error);
    let mut child = host.run().env(host::DOCUMENT, file).spawn().map_err(failed)?;
    let ended = wait(&mut child).map_err(failed)?;
    if ended && file.is_file() {
        return Ok(());
    }
    let how = if ended { "ended" } else { "was still running after a minute" };
    Err(Failure::new(format!("binary `{name}` {how} without a document of the models"))
        .hint("its `main` is to be `aludel::main(&SCHEMA)` or `aludel::main_with(&SCHEMA, MIGRATIONS)`")
        .hint("or is to call `aludel::hook(&SCHEMA)` before anything else"))
}

/// Waits for the child as long as is reasonable; returns whether it ended by itself.
fn wait(child: &mut Child) -> io::Result<bool> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        thread::sleep(POLL);
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
    Failure::new(format!("cannot use {}", super::shown(path))).caused_by(error)
}
