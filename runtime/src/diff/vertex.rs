//! Which changes run as one: the vertices of the graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{rebuilt::Rebuilt, serial};
use crate::{
    change::{Change, Edit},
    schema::{ConstraintKind, Object, ObjectId, Schema},
};

/// What happens to an object, without the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Drop,
    Alter,
    Create,
}

/// A vertex is named by the change that leads it.
pub(super) type Vertex = (ObjectId, Side);

/// The vertices, each with the indexes of its changes.
pub(super) struct Vertices {
    /// The changes of every vertex, its lead first.
    pub(super) members: Vec<Vec<usize>>,
    /// The vertices of every object, by side.
    of: BTreeMap<ObjectId, [Option<usize>; 3]>,
}

impl Vertices {
    /// Draws together what `CREATE TABLE`, `ADD COLUMN`, `CREATE DOMAIN` and any `DROP` cover.
    pub(super) fn new(changes: &[Change], ends: (&Schema, &Schema), rebuilt: &Rebuilt<'_>) -> Self {
        let ground = Ground::new(changes, ends, rebuilt);
        let mut members = Vec::<Vec<usize>>::new();
        let mut leads = BTreeMap::<Vertex, usize>::new();
        let mut of = BTreeMap::<ObjectId, [Option<usize>; 3]>::new();
        for (index, (id, side)) in changes.iter().filter_map(parts).enumerate() {
            let lead = ground.lead(id, side);
            let vertex = *leads.entry(lead.clone()).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            let position = if lead.0 == *id { 0 } else { members[vertex].len() };
            members[vertex].insert(position, index);
            of.entry(id.clone()).or_default()[side as usize] = Some(vertex);
        }
        Self { members, of }
    }

    /// Whether anything happens to an object.
    pub(super) fn contains(&self, id: &ObjectId) -> bool {
        self.of.contains_key(id)
    }

    /// The vertex in which an object is dropped, altered or created, if it is.
    pub(super) fn of(&self, id: &ObjectId, side: Side) -> Option<usize> {
        self.of.get(id)?[side as usize]
    }
}

/// The id and side of an edit.
pub(super) fn parts(change: &Change) -> Option<(&ObjectId, Side)> {
    match change {
        Change::Edit { id, edit: Edit::Drop(_) } => Some((id, Side::Drop)),
        Change::Edit { id, edit: Edit::Alter { .. } } => Some((id, Side::Alter)),
        Change::Edit { id, edit: Edit::Create(_) } => Some((id, Side::Create)),
        Change::Rename { .. } | Change::RenameLabel { .. } => None,
    }
}

/// What comes and goes as a whole.
struct Ground<'a> {
    from: &'a Schema,
    to: &'a Schema,
    created: BTreeSet<&'a ObjectId>,
    dropped: BTreeSet<&'a ObjectId>,
    /// Among them are domains, which are made with their constraints.
    rebuilt: &'a Rebuilt<'a>,
    /// The column that a created sequence belongs to in the way that `serial` makes it.
    serials: BTreeMap<ObjectId, ObjectId>,
}

impl<'a> Ground<'a> {
    fn new(
        changes: &'a [Change],
        (from, to): (&'a Schema, &'a Schema),
        rebuilt: &'a Rebuilt<'a>,
    ) -> Self {
        let on = |wanted: Side| {
            changes
                .iter()
                .filter_map(parts)
                .filter(move |(_, side)| *side == wanted)
                .map(|(id, _)| id)
        };
        let created = on(Side::Create).collect::<BTreeSet<_>>();
        let serials = created
            .iter()
            .filter_map(|id| match id {
                ObjectId::Column(table, column) => {
                    let sequence = ObjectId::Sequence(serial::sequence_of(to, table, column)?);
                    created.contains(&sequence).then(|| (sequence, (*id).clone()))
                }
                _ => None,
            })
            .collect();
        Self { from, to, created, dropped: on(Side::Drop).collect(), rebuilt, serials }
    }

    /// The vertex that a change belongs to.
    fn lead(&self, id: &ObjectId, side: Side) -> Vertex {
        // The type that is set aside takes its comment along, and a domain its constraints.
        if matches!(id, ObjectId::DomainConstraint(..))
            || side == Side::Drop && matches!(id, ObjectId::Comment(_))
        {
            let whole = id.parent().filter(|whole| self.rebuilt.contains(whole));
            if let Some(whole) = whole {
                return (whole, Side::Alter);
            }
        }
        let into = match side {
            Side::Create => self.created_with(id),
            Side::Drop => self.dropped_with(id),
            Side::Alter => None,
        };
        match into {
            Some(into) => self.lead(&into, side),
            None => (id.clone(), side),
        }
    }

    /// The object whose creating statement also creates this one.
    fn created_with(&self, id: &ObjectId) -> Option<ObjectId> {
        let whole = match id {
            ObjectId::SequenceOwner(sequence) => {
                self.serials.get(&ObjectId::Sequence(sequence.clone())).cloned()
            }
            ObjectId::Sequence(_) => self.serials.get(id).cloned(),
            ObjectId::Column(..)
            | ObjectId::Default(..)
            | ObjectId::NotNull(..)
            | ObjectId::Identity(..)
            | ObjectId::DomainConstraint(..) => id.parent(),
            ObjectId::Constraint(..) if !self.to.objects.get(id).is_some_and(is_foreign_key) => {
                id.parent()
            }
            _ => None,
        };
        whole.filter(|whole| self.created.contains(whole))
    }

    /// The object that takes this one with it when it is dropped.
    fn dropped_with(&self, id: &ObjectId) -> Option<ObjectId> {
        let whole = match (id, self.from.objects.get(id)) {
            (ObjectId::Sequence(sequence), _) => {
                self.owning_column(sequence).filter(|owner| self.goes(owner))
            }
            (ObjectId::SequenceOwner(sequence), _) => Some(ObjectId::Sequence(sequence.clone())),
            (_, Some(Object::Index(index))) => Some(ObjectId::Table(index.table.clone())),
            (_, Some(Object::Clustering(clustering))) => Some(clustering.index.clone()),
            (ObjectId::Constraint(..), Some(object)) if is_foreign_key(object) => None,
            (
                ObjectId::Column(..)
                | ObjectId::Default(..)
                | ObjectId::NotNull(..)
                | ObjectId::Identity(..)
                | ObjectId::Constraint(..)
                | ObjectId::ReplicaIdentity(_)
                | ObjectId::DomainConstraint(..)
                | ObjectId::Comment(_),
                _,
            ) => id.parent(),
            _ => None,
        };
        whole.filter(|whole| self.dropped.contains(whole))
    }

    fn goes(&self, id: &ObjectId) -> bool {
        self.dropped.contains(id)
    }

    fn owning_column(&self, sequence: &crate::name::QualifiedName) -> Option<ObjectId> {
        match self.from.objects.get(&ObjectId::SequenceOwner(sequence.clone()))? {
            Object::SequenceOwner(owner) => {
                Some(ObjectId::Column(owner.table.clone(), owner.column.clone()))
            }
            _ => None,
        }
    }
}

/// Foreign keys tie two tables, so that they come and go on their own.
pub(super) fn is_foreign_key(object: &Object) -> bool {
    matches!(object, Object::Constraint(constraint) if constraint.kind == ConstraintKind::ForeignKey)
}
