//! What must run before what.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    occupancy::{self, Slot},
    persistence,
    rebuilt::Rebuilt,
    vertex::{Side, Vertices, parts},
};
use crate::{
    change::{Change, Edit},
    schema::{ObjectId, Persistence, Schema},
};

/// The edges between vertices, by their numbers.
pub(super) struct Graph {
    /// For every vertex those that must run after it.
    pub(super) after: Vec<BTreeSet<usize>>,
    /// For every vertex those that must run before it.
    pub(super) before: Vec<BTreeSet<usize>>,
}

impl Graph {
    pub(super) fn new(
        changes: &[Change],
        vertices: &Vertices,
        ends: (&Schema, &Schema),
        rebuilt: &Rebuilt<'_>,
    ) -> Self {
        let count = vertices.members.len();
        let mut graph =
            Self { after: vec![BTreeSet::new(); count], before: vec![BTreeSet::new(); count] };
        for vertex in changes.iter().filter_map(parts) {
            graph.follow_dependencies(vertex, vertices, ends, rebuilt);
        }
        graph.follow_slots(changes, vertices);
        graph.follow_persistence(vertices, ends);
        graph
    }

    fn add(&mut self, first: Option<usize>, second: Option<usize>) {
        if let (Some(first), Some(second)) = (first, second)
            && first != second
        {
            self.after[first].insert(second);
            self.before[second].insert(first);
        }
    }

    /// Creation follows the dependencies of the schema after, dropping those of the schema before.
    fn follow_dependencies(
        &mut self,
        (id, side): (&ObjectId, Side),
        vertices: &Vertices,
        (from, to): (&Schema, &Schema),
        rebuilt: &Rebuilt<'_>,
    ) {
        let this = vertices.of(id, side);
        if side == Side::Create {
            self.add(vertices.of(id, Side::Drop), this);
        }
        let needs = changed(to, id, vertices);
        if side != Side::Drop {
            for on in &needs {
                self.add(vertices.of(on, Side::Create), this);
                self.add(vertices.of(on, Side::Alter), this);
            }
        }
        if side != Side::Create {
            for on in changed(from, id, vertices) {
                self.add(this, vertices.of(&on, Side::Drop));
                // What leaves a type that is made anew may do so before or after: the old one goes last.
                let leaves =
                    !needs.contains(&on) && !rebuilt.contains(&on) && !is_below(to, &on, id);
                if side == Side::Drop && !is_set_aside(id, rebuilt) || leaves {
                    self.add(this, vertices.of(&on, Side::Alter));
                }
            }
        }
    }

    /// A logged table cannot refer to an unlogged one, not even between two statements.
    fn follow_persistence(&mut self, vertices: &Vertices, (from, to): (&Schema, &Schema)) {
        for (id, refers, referred) in persistence::references(from, to) {
            // One that is made anew is not there while the tables change.
            if vertices.of(id, Side::Create).is_some() {
                continue;
            }
            let altered = [&refers, &referred].map(|id| vertices.of(id, Side::Alter));
            match persistence::becomes(&refers, from, to) {
                Some(Persistence::Unlogged) => self.add(altered[0], altered[1]),
                Some(Persistence::Logged) => self.add(altered[1], altered[0]),
                None => {}
            }
        }
    }

    /// What takes a name or a place waits for what leaves it.
    fn follow_slots(&mut self, changes: &[Change], vertices: &Vertices) {
        let mut left = BTreeMap::<Slot, Vec<usize>>::new();
        let mut taken = Vec::<(Slot, usize)>::new();
        for change in changes {
            let Change::Edit { id, edit } = change else { continue };
            let Some(vertex) = parts(change).and_then(|(id, side)| vertices.of(id, side)) else {
                continue;
            };
            // What is altered keeps to the key that it has found, and to what has found it.
            let moves = |slot: &Slot| {
                !matches!(edit, Edit::Alter { .. })
                    || !matches!(slot, Slot::Key(_) | Slot::Reference(_))
            };
            if let Edit::Drop(object) | Edit::Alter { from: object, .. } = edit {
                for slot in occupancy::left(id, object).into_iter().filter(moves) {
                    left.entry(slot).or_default().push(vertex);
                }
            }
            if let Edit::Drop(object) = edit {
                taken.extend(occupancy::awaited(id, object).into_iter().map(|slot| (slot, vertex)));
            }
            if let Edit::Create(object) | Edit::Alter { to: object, .. } = edit {
                let slots = occupancy::taken(id, object).into_iter().filter(moves);
                taken.extend(slots.map(|slot| (slot, vertex)));
            }
        }
        for (slot, second) in taken {
            for first in left.get(&slot).into_iter().flatten() {
                self.add(Some(*first), Some(second));
            }
        }
    }

    /// Sorts the vertices: of those that may run, the least key runs first.
    ///
    /// # Errors
    ///
    /// The vertices of the cycles that are left.
    pub(super) fn sort<K: Ord + Clone>(&self, keys: &[K]) -> Result<Vec<usize>, Vec<usize>> {
        let mut waits = self.before.iter().map(BTreeSet::len).collect::<Vec<_>>();
        let mut ready = (0..waits.len())
            .filter(|vertex| waits[*vertex] == 0)
            .map(|vertex| (keys[vertex].clone(), vertex))
            .collect::<BTreeSet<_>>();
        let mut order = Vec::with_capacity(waits.len());
        while let Some((_, vertex)) = ready.pop_first() {
            order.push(vertex);
            for next in &self.after[vertex] {
                waits[*next] -= 1;
                if waits[*next] == 0 {
                    ready.insert((keys[*next].clone(), *next));
                }
            }
        }
        if order.len() == waits.len() {
            Ok(order)
        } else {
            Err((0..waits.len()).filter(|vertex| waits[*vertex] > 0).collect())
        }
    }
}

/// Whether `id` still depends on a type, through others.
fn is_below(schema: &Schema, on: &ObjectId, id: &ObjectId) -> bool {
    matches!(on, ObjectId::EnumType(_) | ObjectId::Domain(_))
        && schema.edges.get(id).into_iter().flatten().any(|next| {
            next == on || matches!(next, ObjectId::Domain(_)) && is_below(schema, on, next)
        })
}

/// Whether an object goes with a type that is made anew, whenever that is.
fn is_set_aside(id: &ObjectId, rebuilt: &Rebuilt<'_>) -> bool {
    matches!(id, ObjectId::DomainConstraint(..) | ObjectId::Comment(_))
        && id.parent().is_some_and(|whole| rebuilt.contains(&whole))
}

/// What `id` depends on among the changed objects, through those that stay as they are: a default
/// does not speak of the enum that its column has, and has to make way for it all the same.
fn changed(schema: &Schema, id: &ObjectId, vertices: &Vertices) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut left = schema.dependencies(id).collect::<Vec<_>>();
    while let Some(on) = left.pop() {
        if vertices.contains(&on) {
            found.insert(on);
        } else if seen.insert(on.clone()) {
            left.extend(schema.dependencies(&on));
        }
    }
    found
}
