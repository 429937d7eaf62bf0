//! How the files and the history of a database compare.

use std::collections::{BTreeMap, BTreeSet};

use crate::migration::{Checksum, Direction, Folder, Revision};
use crate::run::finding::Finding;
use crate::run::history::{History, Progress, Record, State};

/// Files and history side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// The files that are applied, parents first.
    pub applied: Vec<Revision>,
    /// The files that are not applied, or not wholly, parents first.
    pub pending: Vec<Revision>,
    /// The migrations of which only some steps are done.
    pub unfinished: Vec<(Revision, Progress)>,
    /// What cannot be: an applied migration that is gone or was edited.
    pub findings: Vec<Finding>,
}

impl Status {
    /// Compares. It is pure: the history was read before.
    pub fn of(folder: &Folder, history: &History) -> Self {
        let comparison = Comparison::new(folder, history);
        let mut status = Self { findings: comparison.findings(), ..Self::default() };
        for revision in folder.graph().order() {
            match comparison.state(revision) {
                Some(State::Applied) => status.applied.push(revision.clone()),
                Some(State::Unfinished(progress)) => {
                    status.unfinished.push((revision.clone(), progress.clone()));
                    status.pending.push(revision.clone());
                }
                None => status.pending.push(revision.clone()),
            }
        }
        status
    }

    /// Whether all files are applied as they are, and nothing else.
    pub fn is_at_head(&self) -> bool {
        self.pending.is_empty() && self.findings.is_empty()
    }
}

struct Comparison<'a> {
    folder: &'a Folder,
    history: &'a [Record],
    records: BTreeMap<&'a Revision, &'a Record>,
}

impl<'a> Comparison<'a> {
    fn new(folder: &'a Folder, history: &'a History) -> Self {
        let history = history.records.as_slice();
        let records = history.iter().map(|record| (&record.revision, record)).collect();
        Self { folder, history, records }
    }

    fn state(&self, revision: &Revision) -> Option<&'a State> {
        self.records.get(revision).map(|record| &record.state)
    }

    fn findings(&self) -> Vec<Finding> {
        let (ahead, missing) = self.unknown();
        let mut findings = Vec::new();
        if !missing.is_empty() {
            findings.push(Finding::Missing { revisions: missing });
        }
        if !ahead.is_empty() {
            findings.push(Finding::Ahead { revisions: ahead });
        }
        for record in self.history {
            findings.extend(self.edited(record));
            findings.extend(self.moved(record));
        }
        findings.extend(self.gap());
        findings
    }

    /// The recorded revisions without a file. Those that some other recorded one with a file builds
    /// on are missing, and so is what `HEAD` names; the others came after the files, so the database
    /// is ahead.
    fn unknown(&self) -> (Vec<Revision>, Vec<Revision>) {
        let known = |revision: &Revision| self.folder.graph().contains(revision);
        let head = self.folder.named_head();
        let head = head.as_ref().filter(|head| !known(head));
        let mut below = BTreeSet::new();
        let records = self.history.iter().filter(|record| known(&record.revision));
        let mut open: Vec<&Revision> =
            records.flat_map(|record| &record.parents).chain(head).collect();
        while let Some(revision) = open.pop() {
            if below.insert(revision) {
                open.extend(self.records.get(revision).into_iter().flat_map(|r| &r.parents));
            }
        }
        let revisions = self.history.iter().map(|record| record.revision.clone());
        revisions.filter(|revision| !known(revision)).partition(|r| !below.contains(r))
    }

    /// An unfinished migration may be mended in the steps that are still to run.
    fn edited(&self, record: &Record) -> Option<Finding> {
        let file = self.folder.get(&record.revision)?;
        let (recorded, actual) = match &record.state {
            State::Applied => (record.checksum, file.checksum()),
            State::Unfinished(progress) => {
                let steps = file.migration().steps(progress.direction);
                let done = steps.get(..progress.steps_done).unwrap_or(steps);
                (progress.steps_checksum, Checksum::of_steps(done))
            }
        };
        let revision = record.revision.clone();
        (recorded != actual).then_some(Finding::Edited { revision, recorded, actual })
    }

    fn moved(&self, record: &Record) -> Option<Finding> {
        let actual = &self.folder.get(&record.revision)?.migration().parents;
        (*actual != record.parents).then(|| Finding::Moved {
            revision: record.revision.clone(),
            recorded: record.parents.clone(),
            actual: actual.clone(),
        })
    }

    /// The first applied migration whose parents are not all applied.
    fn gap(&self) -> Option<Finding> {
        let stands = |revision: &Revision| match self.state(revision) {
            Some(State::Applied) => true,
            Some(State::Unfinished(progress)) => progress.direction == Direction::Down,
            None => false,
        };
        let graph = self.folder.graph();
        let recorded = graph.order().iter().filter(|revision| self.state(revision).is_some());
        recorded.into_iter().find_map(|revision| {
            let parents = graph.parents(revision).iter();
            let missing: Vec<_> = parents.filter(|parent| !stands(parent)).cloned().collect();
            let revision = revision.clone();
            (!missing.is_empty()).then_some(Finding::Gap { revision, missing })
        })
    }
}
