//! `CLUSTER ON` and `REPLICA IDENTITY`. Each is a statement of its own: beside others the server would
//! run it last.

use super::clause::Action;
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    schema::{IdentifiedBy, Object, ObjectId},
};

pub(super) fn clustering(table: &QualifiedName, edit: &Edit<Object>) -> Vec<Action> {
    let (Edit::Create(Object::Clustering(clustering))
    | Edit::Alter { to: Object::Clustering(clustering), .. }) = edit
    else {
        return vec![Action::alone(table, "SET WITHOUT CLUSTER")];
    };
    let index = index_name(&clustering.index).into_iter();
    index.map(|name| Action::alone(table, &format!("CLUSTER ON {name}"))).collect()
}

pub(super) fn replica_identity(table: &QualifiedName, edit: &Edit<Object>) -> Vec<Action> {
    let (Edit::Create(Object::ReplicaIdentity(identity))
    | Edit::Alter { to: Object::ReplicaIdentity(identity), .. }) = edit
    else {
        return vec![Action::alone(table, "REPLICA IDENTITY DEFAULT")];
    };
    let words = match &identity.identified_by {
        IdentifiedBy::WholeRow => Some("FULL".to_owned()),
        IdentifiedBy::Nothing => Some("NOTHING".to_owned()),
        IdentifiedBy::Index(id) => index_name(id).map(|name| format!("USING INDEX {name}")),
    };
    let clause = |words| Action::alone(table, &format!("REPLICA IDENTITY {words}"));
    words.into_iter().map(clause).collect()
}

/// The index inside of a constraint bears its name.
fn index_name(id: &ObjectId) -> Option<&Name> {
    match id {
        ObjectId::Index(index) => Some(&index.name),
        ObjectId::Constraint(_, name) => Some(name),
        _ => None,
    }
}
