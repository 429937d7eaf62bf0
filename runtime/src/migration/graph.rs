//! The order of revisions: each names its parents.

use std::collections::{BTreeMap, BTreeSet};

use crate::migration::revision::Revision;

/// Revisions and their parents, without a gap and without a cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    parents: BTreeMap<Revision, Vec<Revision>>,
    order: Vec<Revision>,
}

/// Revisions that do not form a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A parent that no revision has the name of.
    #[error("{revision} names the parent {parent}, which does not exist")]
    MissingParent {
        /// The child.
        revision: Revision,
        /// What it names.
        parent: Revision,
    },
    /// Revisions that follow each other in a circle.
    #[error("the parents of {} lead back to it: {}", revisions[0], list(revisions))]
    Cycle {
        /// The circle; each is a parent of the one before it.
        revisions: Vec<Revision>,
    },
}

impl Graph {
    /// Links revisions to their parents.
    ///
    /// # Errors
    ///
    /// A parent is missing, or the parents lead in a circle.
    pub fn new(parents: BTreeMap<Revision, Vec<Revision>>) -> Result<Self, GraphError> {
        for (revision, named) in &parents {
            if let Some(parent) = named.iter().find(|parent| !parents.contains_key(parent)) {
                let (revision, parent) = (revision.clone(), parent.clone());
                return Err(GraphError::MissingParent { revision, parent });
            }
        }
        match order(&parents) {
            order if order.len() == parents.len() => Ok(Self { parents, order }),
            order => Err(GraphError::Cycle { revisions: cycle(&parents, &order) }),
        }
    }

    /// All revisions, parents before children; those free to stand anywhere stand by name.
    pub fn order(&self) -> &[Revision] {
        &self.order
    }

    /// The parents of a revision.
    pub fn parents(&self, revision: &Revision) -> &[Revision] {
        self.parents.get(revision).map_or(&[], Vec::as_slice)
    }

    /// Whether the revision is known.
    pub fn contains(&self, revision: &Revision) -> bool {
        self.parents.contains_key(revision)
    }

    /// The revisions that nothing follows, by name.
    pub fn heads(&self) -> Vec<&Revision> {
        let followed: BTreeSet<_> = self.parents.values().flatten().collect();
        self.parents.keys().filter(|revision| !followed.contains(revision)).collect()
    }

    /// The revision, its parents, their parents, and so on to the first.
    pub fn lineage(&self, revision: &Revision) -> BTreeSet<&Revision> {
        let mut lineage = BTreeSet::new();
        let mut open: Vec<&Revision> =
            self.parents.get_key_value(revision).map(|(known, _)| known).into_iter().collect();
        while let Some(revision) = open.pop() {
            if lineage.insert(revision) {
                open.extend(self.parents(revision));
            }
        }
        lineage
    }
}

/// Kahn's order, the smallest free name first; what stands on a circle is left out.
fn order(parents: &BTreeMap<Revision, Vec<Revision>>) -> Vec<Revision> {
    let mut waits: BTreeMap<&Revision, usize> = BTreeMap::new();
    let mut children: BTreeMap<&Revision, Vec<&Revision>> = BTreeMap::new();
    let mut free = BTreeSet::new();
    for (revision, named) in parents {
        if named.is_empty() {
            free.insert(revision);
        }
        waits.insert(revision, named.len());
        for parent in named {
            children.entry(parent).or_default().push(revision);
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(revision) = free.pop_first() {
        order.push(revision.clone());
        for child in children.remove(revision).unwrap_or_default() {
            if let Some(count) = waits.get_mut(child) {
                *count -= 1;
                if *count == 0 {
                    free.insert(child);
                }
            }
        }
    }
    order
}

/// One circle among the revisions that have no place in the order.
fn cycle(parents: &BTreeMap<Revision, Vec<Revision>>, ordered: &[Revision]) -> Vec<Revision> {
    let ordered: BTreeSet<_> = ordered.iter().collect();
    let mut path: Vec<&Revision> = Vec::new();
    let mut next = parents.keys().find(|revision| !ordered.contains(revision));
    // Every revision outside of the order has a parent outside of it, so the walk meets itself.
    while let Some(revision) = next {
        if let Some(start) = path.iter().position(|seen| *seen == revision) {
            return path[start..].iter().map(|revision| (*revision).clone()).collect();
        }
        path.push(revision);
        next = parents[revision].iter().find(|parent| !ordered.contains(parent));
    }
    Vec::new()
}

/// Names of revisions in a sentence.
pub(crate) fn list<'a>(revisions: impl IntoIterator<Item = &'a Revision>) -> String {
    revisions.into_iter().map(Revision::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> Result<Graph, GraphError> {
        let revision = |text: &&str| text.parse::<Revision>().unwrap();
        Graph::new(
            edges
                .iter()
                .map(|(name, parents)| (revision(name), parents.iter().map(revision).collect()))
                .collect(),
        )
    }

    #[test]
    fn parents_stand_before_children() {
        let graph = graph(&[("a", &["z"]), ("m", &["a", "c"]), ("c", &["z"]), ("z", &[])]).unwrap();
        assert_eq!(list(graph.order()), "z, a, c, m");
        assert_eq!(list(graph.heads()), "m");
        assert_eq!(list(graph.lineage(&"c".parse().unwrap())), "c, z");
    }

    #[test]
    fn two_heads_are_both_named() {
        let graph = graph(&[("a", &[]), ("b", &["a"]), ("c", &["a"])]).unwrap();
        assert_eq!(list(graph.heads()), "b, c");
    }

    #[test]
    fn gaps_and_circles_are_errors() {
        assert_eq!(
            graph(&[("b", &["a"])]).unwrap_err().to_string(),
            "b names the parent a, which does not exist"
        );
        assert_eq!(
            graph(&[("a", &[]), ("b", &["d"]), ("c", &["b"]), ("d", &["c"])])
                .unwrap_err()
                .to_string(),
            "the parents of b lead back to it: b, d, c"
        );
        assert!(graph(&[("a", &["a"])]).is_err());
    }
}
