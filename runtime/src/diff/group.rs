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
    /// Puts the changes of one vertex together, its lead first and columns as declared.
    pub(super) fn new(mut changes: Vec<Change>) -> Option<Self> {
        changes.sort_by_key(|change| (weight(change), change.id().into_owned()));
        let mut changes = changes.into_iter();
        Some(Self { lead: changes.next()?, rest: changes.collect() })
    }
}

/// Where a change stands in its group: containers first, columns by position, then their parts.
fn weight(change: &Change) -> (u8, i16) {
    let Change::Edit { id, edit } = change else { return (0, 0) };
    let (Edit::Create(object) | Edit::Drop(object) | Edit::Alter { to: object, .. }) = edit;
    match (id, object) {
        (ObjectId::Table(_) | ObjectId::Domain(_), _) => (0, 0),
        (ObjectId::Column(..), Object::Column(column)) => (1, column.position.0),
        (ObjectId::Sequence(_), _) => (3, 0),
        (ObjectId::Comment(_), _) => (4, 0),
        (ObjectId::Default(..) | ObjectId::NotNull(..) | ObjectId::Identity(..), _) => (2, 0),
        (ObjectId::Constraint(..), _) => (2, 1),
        _ => (2, 2),
    }
}
