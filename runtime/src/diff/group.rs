//! Changes that belong into one statement, or side by side.

use crate::{
    change::{Change, Edit},
    schema::{Object, ObjectId},
};

/// Changes that run together: a table with all that `CREATE TABLE` can hold, a column with its
/// default, a dropped object with all that goes with it; else one change alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The change that gives the group its verb.
    pub lead: Change,
    /// What the same statement carries; the columns of a table in their declared order.
    pub rest: Vec<Change>,
}

impl Group {
    /// Puts the changes of one vertex together; the first leads, the others follow as declared.
    pub(super) fn new(changes: Vec<Change>) -> Option<Self> {
        let mut changes = changes.into_iter();
        let lead = changes.next()?;
        let mut rest = changes.collect::<Vec<_>>();
        rest.sort_by_key(|change| (weight(change), change.id().into_owned()));
        Some(Self { lead, rest })
    }
}

/// Where a change stands in its group: columns by position, then their parts, then the rest.
fn weight(change: &Change) -> (u8, i16) {
    let Change::Edit { id, edit } = change else { return (0, 0) };
    let (Edit::Create(object) | Edit::Drop(object) | Edit::Alter { to: object, .. }) = edit;
    match (id, object) {
        (ObjectId::Column(..), Object::Column(column)) => (0, column.position.0),
        (ObjectId::Default(..) | ObjectId::NotNull(..) | ObjectId::Identity(..), _) => (1, 0),
        _ => (2, 0),
    }
}
