//! An order in which the changes can run: one graph, from the dependencies of both schemas.

use super::{
    graph::Graph,
    group::Group,
    precedence::Precedence,
    rebuilt::Rebuilt,
    replace,
    vertex::{Vertices, is_foreign_key},
};
use crate::{
    change::{Change, Edit},
    schema::{ObjectId, Schema},
};

/// Why changes cannot be ordered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderError {
    /// Something that aludel does not model is in the way.
    #[error("{object} depends on {by}, which has to change, and aludel cannot make it anew")]
    Blocked {
        /// What stands in the way.
        object: Box<ObjectId>,
        /// What is to be changed.
        by: Box<ObjectId>,
    },
    /// The changes wait for each other.
    #[error("these changes wait for each other: {}", list(.0))]
    Cycle(Vec<ObjectId>),
}

fn list(ids: &[ObjectId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Orders `edits`, which lead from `from` to `to`, with their collateral.
pub(super) fn order(
    edits: &[Change],
    from: &Schema,
    to: &Schema,
) -> Result<Vec<Group>, OrderError> {
    let rebuilt = Rebuilt::new(from, to);
    let changes = replace::expand(edits, (from, to), &rebuilt)?;
    let vertices = Vertices::new(&changes, (from, to), &rebuilt);
    let graph = Graph::new(&changes, &vertices, (from, to), &rebuilt);
    let precedence = Precedence::new(from, to);
    let leads = vertices.members.iter().map(|members| &changes[members[0]]);
    let keys = leads.map(|lead| precedence.key(lead)).collect::<Vec<_>>();
    let order = graph.sort(&keys).map_err(|left| {
        OrderError::Cycle(
            left.iter().map(|at| changes[vertices.members[*at][0]].id().into_owned()).collect(),
        )
    })?;
    let members = fold_foreign_keys(&changes, &vertices, &graph, &order);
    Ok(members
        .into_iter()
        .filter_map(|members| {
            Group::new(members.into_iter().map(|at| changes[at].clone()).collect())
        })
        .collect())
}

/// Lets a foreign key be created or dropped with its table where no cycle keeps them apart.
fn fold_foreign_keys(
    changes: &[Change],
    vertices: &Vertices,
    graph: &Graph,
    order: &[usize],
) -> Vec<Vec<usize>> {
    let mut place = vec![0; order.len()];
    for (position, vertex) in order.iter().enumerate() {
        place[*vertex] = position;
    }
    let mut members =
        order.iter().map(|vertex| vertices.members[*vertex].clone()).collect::<Vec<_>>();
    for vertex in order {
        let [only] = vertices.members[*vertex].as_slice() else { continue };
        let Some(table) = table_vertex(&changes[*only], vertices) else { continue };
        let home = place[table];
        let fits = match &changes[*only] {
            Change::Edit { edit: Edit::Create(_), .. } => {
                graph.before[*vertex].iter().all(|other| place[*other] <= home)
            }
            _ => graph.after[*vertex].iter().all(|other| place[*other] >= home),
        };
        if fits {
            members[place[*vertex]].clear();
            members[home].push(*only);
        }
    }
    members.retain(|members| !members.is_empty());
    members
}

/// The vertex that creates or drops the table of a foreign key that is created or dropped.
fn table_vertex(change: &Change, vertices: &Vertices) -> Option<usize> {
    let (id, side) = super::vertex::parts(change)?;
    let Change::Edit { edit: Edit::Create(object) | Edit::Drop(object), .. } = change else {
        return None;
    };
    match id {
        ObjectId::Constraint(table, _) if is_foreign_key(object) => {
            vertices.of(&ObjectId::Table(table.clone()), side)
        }
        _ => None,
    }
}
