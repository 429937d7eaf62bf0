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
        if let Some(document) = load(&kept) {
            return Ok(document);
        }
        // Another command may be at the same, so each writes to a folder of its own.
        fs::create_dir_all(&folder).map_err(|error| unreadable(&folder, error))?;
        let own = tempfile::tempdir_in(&folder).map_err(|error| unreadable(&folder, error))?;
        let fresh = own.path().join("models");
        run(&host, &fresh)?;
        let text = fs::read_to_string(&fresh).map_err(|error| unreadable(&fresh, error))?;
        fs::rename(&fresh, &kept).map_err(|error| unreadable(&kept, error))?;
        remove_others(&kept);
        Ok(Document::from_json(&text)?)
    }
}

/// The document that is kept. A file that cannot be read is as good as none.
fn load(kept: &Path) -> Option<Document> {
    Document::from_json(&fs::read_to_string(kept).ok()?).ok()
}

/// Removes the documents of earlier executables. What stays is only a file too many.
fn remove_others(kept: &Path) {
    for entry in kept.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten() {
        let Ok(path) = entry.map(|entry| entry.path()) else { continue };
        if path != kept && path.extension().is_some_and(|extension| extension == "json") {
            let _ = fs::remove_file(path);
        }
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
