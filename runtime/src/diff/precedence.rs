//! Which of the changes that may run comes first: the order that a reader expects.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    change::{Change, Edit},
    name::QualifiedName,
    schema::{ConstraintKind, Object, ObjectId, Schema},
};

/// Sorts before what comes later: what all lean on, tables with all that is theirs, drops.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    stage: u8,
    /// The table's place; those that refer come after those that they refer to.
    table: Option<usize>,
    /// Tables are dropped the other way round.
    dropped_table: Option<Reverse<usize>>,
    phase: u8,
    id: ObjectId,
}

/// The order of tables in which every reference, but for cycles, leads backwards.
pub(super) struct Precedence {
    ranks: BTreeMap<QualifiedName, usize>,
}

impl Precedence {
    pub(super) fn new(from: &Schema, to: &Schema) -> Self {
        let mut ranks =
            Ranks { references: BTreeMap::new(), places: BTreeMap::new(), seen: BTreeSet::new() };
        for schema in [to, from] {
            ranks.read(schema);
            let tables = ranks.references.keys().cloned().collect::<Vec<_>>();
            for table in &tables {
                ranks.visit(table);
            }
        }
        Self { ranks: ranks.places }
    }

    /// The key of a change.
    pub(super) fn key(&self, change: &Change) -> Key {
        let id = change.id().into_owned();
        let Change::Edit {
            edit: Edit::Create(object) | Edit::Drop(object) | Edit::Alter { to: object, .. },
            ..
        } = change
        else {
            return Key { stage: 0, table: None, dropped_table: None, phase: 0, id };
        };
        let drops = matches!(change, Change::Edit { edit: Edit::Drop(_), .. });
        let rank = table_of(&id, object).and_then(|table| self.ranks.get(table)).copied();
        let (stage, phase) = place(&id, object, drops);
        let is_dropped_table = drops && matches!(id, ObjectId::Table(_));
        Key {
            stage,
            table: rank.filter(|_| !is_dropped_table),
            dropped_table: rank.filter(|_| is_dropped_table).map(Reverse),
            phase,
            id,
        }
    }
}

/// The table with which an object is read.
fn table_of<'a>(id: &'a ObjectId, object: &'a Object) -> Option<&'a QualifiedName> {
    match object {
        Object::Index(index) => Some(&index.table),
        Object::SequenceOwner(owner) => Some(&owner.table),
        _ => id.table(),
    }
}

fn place(id: &ObjectId, object: &Object, drops: bool) -> (u8, u8) {
    match (id, drops) {
        (ObjectId::Namespace(_), false) => (0, 0),
        (ObjectId::Extension(_), false) => (1, 0),
        (ObjectId::EnumType(_) | ObjectId::Domain(_) | ObjectId::DomainConstraint(..), false) => {
            (2, 0)
        }
        (ObjectId::Sequence(_), false) => (3, 0),
        (ObjectId::Table(_), true) => (5, 0),
        (ObjectId::Sequence(_), true) => (6, 0),
        (ObjectId::EnumType(_) | ObjectId::Domain(_), true) => (7, 0),
        (ObjectId::Extension(_), true) => (8, 0),
        (ObjectId::Namespace(_), true) => (9, 0),
        (ObjectId::Comment(on), _) => match &**on {
            ObjectId::Namespace(_) => (0, 1),
            ObjectId::Extension(_) => (1, 1),
            ObjectId::EnumType(_) | ObjectId::Domain(_) | ObjectId::DomainConstraint(..) => (2, 1),
            ObjectId::Sequence(_) => (3, 1),
            _ => (4, 14),
        },
        _ => (4, phase(id, object, drops)),
    }
}

/// The order of the changes of one table.
fn phase(id: &ObjectId, object: &Object, drops: bool) -> u8 {
    let foreign = matches!(object, Object::Constraint(constraint) if constraint.kind == ConstraintKind::ForeignKey);
    match (id, drops) {
        (ObjectId::Constraint(..), true) if foreign => 0,
        (ObjectId::Constraint(..), true) => 1,
        (ObjectId::Index(_), true) => 2,
        (ObjectId::Default(..) | ObjectId::NotNull(..) | ObjectId::Identity(..), true) => 3,
        (ObjectId::Table(_), _) => 4,
        (ObjectId::Column(..), true) => 5,
        (ObjectId::Column(..), false) => 6,
        (ObjectId::Default(..) | ObjectId::NotNull(..) | ObjectId::Identity(..), false) => 9,
        (ObjectId::Constraint(..), false) if foreign => 11,
        (ObjectId::Constraint(..), false) => 10,
        (ObjectId::SequenceOwner(_), _) => 12,
        (ObjectId::Index(_), false) => 13,
        _ => 14,
    }
}

/// A walk over the foreign keys in depth.
struct Ranks {
    references: BTreeMap<QualifiedName, BTreeSet<QualifiedName>>,
    places: BTreeMap<QualifiedName, usize>,
    seen: BTreeSet<QualifiedName>,
}

impl Ranks {
    fn read(&mut self, schema: &Schema) {
        for (id, object) in &schema.objects {
            match (id, object) {
                (ObjectId::Table(table), _) => {
                    self.references.entry(table.clone()).or_default();
                }
                (ObjectId::Constraint(table, _), Object::Constraint(constraint)) => {
                    let on = self.references.entry(table.clone()).or_default();
                    on.extend(constraint.references.clone());
                }
                _ => {}
            }
        }
    }

    /// Ranks a table after all that it refers to, without recursion: chains can be long.
    fn visit(&mut self, table: &QualifiedName) {
        let mut path = vec![(table.clone(), false)];
        while let Some((table, referred)) = path.pop() {
            if referred {
                let rank = self.places.len();
                self.places.entry(table).or_insert(rank);
            } else if self.seen.insert(table.clone()) {
                let on = self.references.get(&table).cloned().unwrap_or_default();
                path.push((table, true));
                path.extend(on.into_iter().rev().map(|table| (table, false)));
            }
        }
    }
}
