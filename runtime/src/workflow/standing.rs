//! Where a database stands: against the migrations through some revisions, and before any was applied.

use super::{
    Difference, ReplayError, Workbench, differences,
    ownership::{forget_history, spare_unmanaged},
};
use crate::{
    change::{Change, Edit},
    diff::{Diff, diff},
    migration::{Folder, Revision},
    run::HistoryTable,
    schema::{ObjectId, Schema},
};

/// A database held against the migrations through some revisions.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What the database has or lacks against them.
    pub drift: Vec<Difference>,
    /// What nobody in the project made; it is left alone.
    pub unmanaged: Vec<ObjectId>,
}

impl Workbench {
    /// Holds a database, whose history is in `table`, against revisions and all before them.
    ///
    /// # Errors
    ///
    /// A migration does not run, or there is no scratch database.
    pub fn standing(
        &mut self,
        folder: &Folder,
        through: &[Revision],
        (live, table): (&Schema, &HistoryTable),
    ) -> Result<Standing, ReplayError> {
        let mut live = live.clone();
        forget_history(&mut live, table);
        let made = self.replayed(folder, Some(through))?;
        let mut drift = diff(&live, &made);
        let unmanaged = spare_unmanaged(&mut drift, &made);
        self.forgive_print(&mut drift, &live);
        let lost = drift.unmodelled.iter().filter(|change| is_lost(change));
        let done = drift.edits.iter().chain(&drift.renames).chain(lost).cloned();
        let done: Vec<Change> = done.map(Change::inverse).collect();
        Ok(Standing { drift: differences(&done), unmanaged })
    }

    /// Takes out what a server would print as the migrations have it, if it read its own print: what
    /// was made by hand means the same then. A database that cannot be made anew, because it stands on
    /// what is not modelled, is taken at its word.
    fn forgive_print(&mut self, drift: &mut Diff, live: &Schema) {
        let is_alter =
            |change: &Change| matches!(change, Change::Edit { edit: Edit::Alter { .. }, .. });
        if !drift.edits.iter().any(is_alter) {
            return;
        }
        let Ok(settled) = self.settle(live) else { return };
        drift.retain(|id, edit| match edit {
            Edit::Alter { to, .. } => settled.objects.get(id) != Some(to),
            Edit::Create(_) | Edit::Drop(_) => true,
        });
    }
}

/// Whether something that aludel only names is not as a migration made it. Who owns what is the
/// database's own affair, and so are further grants.
fn is_lost(change: &Change) -> bool {
    let Change::Edit { id: ObjectId::Unmodelled { kind, .. }, edit } = change else { return false };
    match (kind.as_str(), edit) {
        ("owner", _)
        | (_, Edit::Drop(_))
        | ("grants" | "default privileges", Edit::Alter { .. }) => false,
        (_, Edit::Create(_) | Edit::Alter { .. }) => true,
    }
}

/// The tables of a project that a database has already.
pub(super) fn tables_there(project: &Schema, live: &Schema) -> Vec<ObjectId> {
    let tables = project.objects.keys().filter(|id| matches!(id, ObjectId::Table(_)));
    tables.filter(|id| live.objects.contains_key(id)).cloned().collect()
}
