//! Two schemas in, what must change out: renames, edits, and the order in which they can run.

mod compare;
mod graph;
mod group;
mod keys;
mod occupancy;
mod order;
mod persistence;
mod precedence;
pub(crate) mod rebuilt;
mod rename;
mod replace;
pub(crate) mod serial;
mod vertex;

use std::borrow::Cow;

pub use self::{group::Group, order::OrderError};
use crate::{
    change::{Change, Edit},
    schema::{ObjectId, Schema},
};

/// What turns one schema into another.
#[derive(Debug, Clone)]
pub struct Diff {
    /// Objects that keep all they are under another name. They run first, in this order.
    pub renames: Vec<Change>,
    /// Every other difference, in the order of the ids; [`up`](Self::up) orders them for running.
    pub edits: Vec<Change>,
    /// Differences in what aludel does not model. Nothing is ever done about them.
    pub unmodelled: Vec<Change>,
    from: Schema,
    to: Schema,
}

/// Compares two schemas.
///
/// ```
/// # use aludel::{diff::diff, schema::Schema, version::ServerVersion};
/// let empty = Schema::empty(ServerVersion::from_number(150_018));
/// assert!(diff(&empty, &empty).is_empty());
/// ```
pub fn diff(from: &Schema, to: &Schema) -> Diff {
    let (renames, from) = rename::detect(from, to);
    let (unmodelled, edits) =
        compare::compare(&from, to).into_iter().partition(Change::is_unmodelled);
    Diff { renames, edits, unmodelled, from, to: to.clone() }
}

impl Diff {
    /// Whether the two schemas are equal in all that aludel models.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.edits.is_empty()
    }

    /// The schema before, with the renames carried out.
    pub fn from(&self) -> &Schema {
        &self.from
    }

    /// The schema after.
    pub fn to(&self) -> &Schema {
        &self.to
    }

    /// The edits with all that must be dropped and made again on their way, in an order that runs.
    ///
    /// # Errors
    ///
    /// Where something that aludel does not model stands in the way.
    pub fn up(&self) -> Result<Vec<Group>, OrderError> {
        order::order(&self.edits, &self.from, &self.to)
    }

    /// The same for the way back: the inverses, ordered for themselves, since what stands in the
    /// way of an edit need not stand in the way of its inverse.
    ///
    /// # Errors
    ///
    /// Where something that aludel does not model stands in the way.
    pub fn down(&self) -> Result<Vec<Group>, OrderError> {
        let inverses: Vec<_> = self.edits.iter().cloned().map(Change::inverse).collect();
        order::order(&inverses, &self.to, &self.from)
    }

    /// Leaves out the edits that `keep` refuses, as if both schemas agreed there: an object that is
    /// not to be dropped stays in the schema after, one that is not to be created does not come.
    pub fn retain(&mut self, keep: impl Fn(&ObjectId, &Edit<crate::schema::Object>) -> bool) {
        let mut refused = Vec::new();
        self.edits.retain(|change| match change {
            Change::Edit { id, edit } if !keep(id, edit) => {
                refused.push(id.clone());
                false
            }
            _ => true,
        });
        for id in refused {
            let object = self.from.objects.get(&id).cloned();
            match object {
                Some(object) => drop(self.to.objects.insert(id.clone(), object)),
                None => drop(self.to.objects.remove(&id)),
            }
            match self.from.edges.get(&id).cloned() {
                Some(on) => drop(self.to.edges.insert(id, on)),
                None => drop(self.to.edges.remove(&id)),
            }
        }
    }
}

impl Change {
    /// Whether the change is about something that aludel only names.
    pub fn is_unmodelled(&self) -> bool {
        matches!(self, Self::Edit { id: ObjectId::Unmodelled { .. }, .. })
    }

    /// The object that the change is about, under the name that it has before.
    pub fn id(&self) -> Cow<'_, ObjectId> {
        match self {
            Self::Edit { id, .. } | Self::Rename { from: id, .. } => Cow::Borrowed(id),
            Self::RenameLabel { enum_type, .. } => {
                Cow::Owned(ObjectId::EnumType(enum_type.clone()))
            }
        }
    }
}
