//! `check`: do models, migrations and database agree?

use std::collections::BTreeSet;

use super::{
    Difference, ReplayError, SourceError, Workbench, differences,
    ownership::{forget_history, history_in, spare_unmanaged},
    standing::tables_there,
    wanted::WantedError,
};
use crate::{
    migration::{Folder, Revision},
    model::document::Document,
    render::{self, RenderError},
    run::{Finding, History, HistoryTable, Status},
    schema::{ObjectId, Schema},
};

/// What `check` looks at besides the models.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The migrations, which may have several heads.
    pub folder: &'a Folder,
    /// What the database says of them.
    pub history: &'a History,
    /// Where it says so; the table is nobody's object.
    pub table: &'a HistoryTable,
    /// The database.
    pub live: &'a Schema,
}

/// What `check` found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// How files and history contradict each other.
    pub history: Vec<Finding>,
    /// The heads, where there are several.
    pub heads: Vec<Revision>,
    /// What the models want and no migration makes.
    pub models: Vec<Difference>,
    /// Why that cannot be written, if it cannot: something that is not modelled stands in the way.
    pub blocked: Option<RenderError>,
    /// What the database has or lacks against the migrations that were applied to it.
    pub drift: Vec<Difference>,
    /// Tables of the project that were in the database before any migration was applied to it. Where
    /// there are some, `drift` is against the newest migration, as if it had made them.
    pub found: Vec<ObjectId>,
    /// The migrations that are not applied.
    pub pending: Vec<Revision>,
    /// What nobody in the project made or describes; it is left alone.
    pub unmanaged: Vec<ObjectId>,
    /// What aludel does not model; it is left alone.
    pub not_modelled: Vec<ObjectId>,
}

impl Findings {
    /// Whether everything agrees. What is left alone is no disagreement.
    pub fn is_clean(&self) -> bool {
        self.history.is_empty()
            && self.heads.is_empty()
            && self.models.is_empty()
            && self.drift.is_empty()
            && self.pending.is_empty()
    }
}

/// Why nothing can be said.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The models have no schema.
    #[error(transparent)]
    Models(#[from] SourceError),
    /// It cannot be told what the models want.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// The applied migrations have no schema.
    #[error(transparent)]
    Replay(#[from] ReplayError),
}

impl Workbench {
    /// Compares models, migrations and database. Nothing is written.
    ///
    /// # Errors
    ///
    /// The models or the migrations cannot be loaded into a scratch database.
    pub fn check(
        &mut self,
        document: &Document,
        subject: Subject<'_>,
    ) -> Result<Findings, CheckError> {
        let Subject { folder, history, table, live } = subject;
        let forgotten = history_in(live, table);
        let status = Status::of(folder, history);
        let heads = folder.graph().heads();
        let mut findings = Findings {
            history: status.findings.clone(),
            heads: if heads.len() > 1 { heads.into_iter().cloned().collect() } else { Vec::new() },
            pending: status.pending.clone(),
            not_modelled: not_modelled(live, &forgotten),
            ..Findings::default()
        };
        let no_files = folder.graph().order().is_empty();
        let adopted = history.records.is_empty() && no_files;
        // The common case, and the quick one: nothing has to be made or compared for it.
        let kept = live.objects.iter().filter(|(id, _)| !forgotten.contains(id));
        if findings.pending.is_empty()
            && self.is_desired(document, kept.clone())?
            && (no_files || self.is_made(folder, &status.applied, kept.clone())?)
        {
            if adopted {
                let tables = kept.map(|(id, _)| id).filter(|id| matches!(id, ObjectId::Table(_)));
                findings.found = tables.cloned().collect();
            }
            return Ok(findings);
        }
        let mut live = live.clone();
        forget_history(&mut live, table);
        let mut desired = self.desired(document)?;
        // No migration has to be replayed for this.
        let straight = self.difference(&live, &mut desired)?;
        if adopted {
            findings.found = tables_there(&desired.schema, &live);
        }
        if straight.is_empty() && no_files {
            return Ok(findings);
        }
        let mut unmanaged = if no_files {
            // Without a migration there is only the database to compare with.
            let mut wanted = straight;
            let nothing = Schema::empty(live.version);
            let unmanaged = spare_unmanaged(&mut wanted, &nothing);
            findings.models = differences(wanted.renames.iter().chain(&wanted.edits));
            findings.blocked = render::script(&[], &wanted).err();
            unmanaged
        } else {
            let wanted = self.wanted(document, folder)?;
            findings.models = differences(wanted.changes());
            findings.blocked = render::script(&wanted.declared, &wanted.difference).err();
            spare_unmanaged(&mut straight.clone(), &wanted.made)
        };
        let stands_at = self.stands_at(&mut findings, subject, (&status, &live))?;
        if !stands_at.is_empty() {
            let standing = self.standing(folder, &stands_at, (&live, table))?;
            unmanaged.extend(standing.unmanaged);
            findings.drift = standing.drift;
        }
        unmanaged.retain(|id| !is_of_serial(id, &live));
        unmanaged.sort();
        unmanaged.dedup();
        findings.unmanaged = unmanaged;
        Ok(findings)
    }

    /// The revisions that the database should have: those that were applied, or all if it was there
    /// before any was.
    fn stands_at(
        &mut self,
        findings: &mut Findings,
        Subject { folder, history, .. }: Subject<'_>,
        (status, live): (&Status, &Schema),
    ) -> Result<Vec<Revision>, ReplayError> {
        if !history.records.is_empty() {
            return Ok(status.applied.clone());
        }
        let all = folder.graph().order();
        if all.is_empty() {
            return Ok(Vec::new());
        }
        findings.found = tables_there(&self.replayed(folder, None)?, live);
        Ok(if findings.found.is_empty() { Vec::new() } else { all.to_vec() })
    }
}

/// The sequence of a serial column goes without saying.
fn is_of_serial(id: &ObjectId, live: &Schema) -> bool {
    match id {
        ObjectId::Sequence(name) => {
            live.objects.contains_key(&ObjectId::SequenceOwner(name.clone()))
        }
        _ => false,
    }
}

fn not_modelled(schema: &Schema, forgotten: &BTreeSet<ObjectId>) -> Vec<ObjectId> {
    let ids = schema.objects.keys().filter(|id| matches!(id, ObjectId::Unmodelled { .. }));
    ids.filter(|id| !forgotten.contains(id)).cloned().collect()
}
