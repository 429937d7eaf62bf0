//! All migrations of a project, checked against each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::migration::checksum::Checksum;
use crate::migration::file::File;
use crate::migration::graph::Graph;
use crate::migration::load::LoadError;
use crate::migration::revision::Revision;
use crate::migration::timestamp::{EpochError, Timestamp};

/// The migrations of a folder, linked.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    path: PathBuf,
    files: BTreeMap<Revision, File>,
    graph: Graph,
    chain: BTreeMap<Revision, Checksum>,
    recorded_head: Option<String>,
}

impl Folder {
    /// A folder without a migration, which may not exist yet.
    pub fn empty(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// Links files that were read before; `recorded_head` is the text of `HEAD`, if there is one.
    ///
    /// Several heads, and a `HEAD` that names another, are left to [`Folder::check_head`].
    ///
    /// # Errors
    ///
    /// Two files hold the same revision, a file is named for another revision than its own, a
    /// parent is missing, or the parents lead in a circle.
    pub fn link(
        path: impl Into<PathBuf>,
        files: impl IntoIterator<Item = File>,
        recorded_head: Option<String>,
    ) -> Result<Self, LoadError> {
        let mut folder = Self { recorded_head, ..Self::empty(path) };
        for file in files {
            let revision = file.migration().revision.clone();
            if let Some(first) = folder.files.get(&revision) {
                let paths = [first.path().to_owned(), file.path().to_owned()];
                return Err(LoadError::Duplicate { revision, paths });
            }
            folder.files.insert(revision, file);
        }
        for (revision, file) in &folder.files {
            if Revision::of_file(file.path()).as_ref() != Some(revision) {
                let (path, revision) = (file.path().to_owned(), revision.clone());
                return Err(LoadError::Name { path, revision });
            }
        }
        let parents = |(revision, file): (&Revision, &File)| {
            (revision.clone(), file.migration().parents.clone())
        };
        folder.graph = Graph::new(folder.files.iter().map(parents).collect())?;
        folder.chain = chain(&folder.graph, &folder.files);
        Ok(folder)
    }

    /// The same folder with one file more, in memory only; it becomes the recorded head.
    ///
    /// # Errors
    ///
    /// As [`Folder::link`].
    pub fn with(&self, file: File) -> Result<Self, LoadError> {
        let head = file.migration().revision.to_string();
        let files = self.files.values().cloned().chain([file]);
        Self::link(self.path.clone(), files, Some(head))
    }

    /// Where it is; the name that was given to the macro for an embedded one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How the revisions follow each other.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The file of a revision.
    pub fn get(&self, revision: &Revision) -> Option<&File> {
        self.files.get(revision)
    }

    /// The files, parents before children.
    pub fn files(&self) -> impl DoubleEndedIterator<Item = &File> {
        self.graph.order().iter().filter_map(|revision| self.files.get(revision))
    }

    /// The checksum of the text of a revision and of everything before it, byte for byte.
    pub fn chain(&self, revision: &Revision) -> Option<Checksum> {
        self.chain.get(revision).copied()
    }

    /// The text of `HEAD`, if there is one.
    pub(crate) fn recorded_head(&self) -> Option<&str> {
        self.recorded_head.as_deref()
    }

    /// A name for the next migration: later than all its parents, and not taken.
    ///
    /// # Errors
    ///
    /// `SOURCE_DATE_EPOCH` is set and is no number.
    pub fn next_revision(&self, message: &str) -> Result<Revision, EpochError> {
        let newest = self.files.keys().filter_map(Revision::timestamp).max();
        let mut at = Timestamp::now()?;
        at = newest.map_or(at, |newest| at.max(newest.next()));
        while self.files.contains_key(&Revision::new(at, message)) {
            at = at.next();
        }
        Ok(Revision::new(at, message))
    }
}

fn chain(graph: &Graph, files: &BTreeMap<Revision, File>) -> BTreeMap<Revision, Checksum> {
    let mut chain: BTreeMap<Revision, Checksum> = BTreeMap::new();
    for revision in graph.order() {
        if let Some(file) = files.get(revision) {
            let parents = graph.parents(revision).iter().filter_map(|parent| chain.get(parent));
            let checksum = Checksum::chained(revision.as_str(), file.text(), parents.copied());
            chain.insert(revision.clone(), checksum);
        }
    }
    chain
}
