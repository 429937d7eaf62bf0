//! Which changes run as one: the vertices of the graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{replace, serial};
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
    /// The vertex of every change.
    of: BTreeMap<Vertex, usize>,
}

impl Vertices {
    /// Draws together what `CREATE TABLE`, `ADD COLUMN`, `CREATE DOMAIN` and any `DROP` cover.
    pub(super) fn new(changes: &[Change], from: &Schema, to: &Schema) -> Self {
        let ground = Ground::new(changes, from, to);
        let mut members = Vec::<Vec<usize>>::new();
        let mut leads = BTreeMap::<Vertex, usize>::new();
        let mut of = BTreeMap::new();
        for (index, (id, side)) in changes.iter().filter_map(parts).enumerate() {
            let lead = ground.lead(id, side);
            let vertex = *leads.entry(lead.clone()).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            let position = if lead.0 == *id { 0 } else { members[vertex].len() };
            members[vertex].insert(position, index);
            of.insert((id.clone(), side), vertex);
        }
        Self { members, of }
    }

    /// Whether anything happens to an object.
    pub(super) fn contains(&self, id: &ObjectId) -> bool {
        [Side::Drop, Side::Alter, Side::Create].iter().any(|side| self.of(id, *side).is_some())
    }

    /// The vertex in which an object is dropped, altered or created, if it is.
    pub(super) fn of(&self, id: &ObjectId, side: Side) -> Option<usize> {
        self.of.get(&(id.clone(), side)).copied()
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
    /// Domains that are made anew, with constraints of their own.
    rebuilt: BTreeSet<&'a ObjectId>,
    /// The column that a created sequence belongs to in the way that `serial` makes it.
    serials: BTreeMap<ObjectId, ObjectId>,
}

impl<'a> Ground<'a> {
    fn new(changes: &'a [Change], from: &'a Schema, to: &'a Schema) -> Self {
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
        let rebuilt = changes.iter().filter_map(|change| match change {
            Change::Edit { id, edit: Edit::Alter { from, to } } => {
                replace::is_rebuilt(from, to).then_some(id)
            }
            _ => None,
        });
        let rebuilt = rebuilt.collect();
        Self { from, to, created, dropped: on(Side::Drop).collect(), rebuilt, serials }
    }

    /// The vertex that a change belongs to.
    fn lead(&self, id: &ObjectId, side: Side) -> Vertex {
        if let ObjectId::DomainConstraint(domain, _) = id {
            let domain = ObjectId::Domain(domain.clone());
            if self.rebuilt.contains(&domain) {
                return (domain, Side::Alter);
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
            (ObjectId::Constraint(..), Some(object)) if is_foreign_key(object) => None,
            (
                ObjectId::Column(..)
                | ObjectId::Default(..)
                | ObjectId::NotNull(..)
                | ObjectId::Identity(..)
                | ObjectId::Constraint(..)
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
