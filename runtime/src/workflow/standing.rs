//! Where a database stands: against the migrations through one revision, and before any was applied.

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

/// A database held against the migrations through one revision.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What the database has or lacks against them.
    pub drift: Vec<Difference>,
    /// What nobody in the project made; it is left alone.
    pub unmanaged: Vec<ObjectId>,
}

impl Workbench {
    /// Holds a database, whose history is in `table`, against a revision and all before it.
    ///
    /// # Errors
    ///
    /// A migration does not run, or there is no scratch database.
    pub fn standing(
        &mut self,
        folder: &Folder,
        through: &Revision,
        (live, table): (&Schema, &HistoryTable),
    ) -> Result<Standing, ReplayError> {
        let mut live = live.clone();
        forget_history(&mut live, table);
        let made = self.replayed(folder, Some(through))?;
        let mut drift = diff(&live, &made);
        let unmanaged = spare_unmanaged(&mut drift, &made);
        self.forgive_print(&mut drift, &live);
        let done = drift.edits.iter().chain(&drift.renames).cloned();
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

/// The tables of a project that a database has already.
pub(super) fn tables_there(project: &Schema, live: &Schema) -> Vec<ObjectId> {
    let tables = project.objects.keys().filter(|id| matches!(id, ObjectId::Table(_)));
    tables.filter(|id| live.objects.contains_key(id)).cloned().collect()
}
