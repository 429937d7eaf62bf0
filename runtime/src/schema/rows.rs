//! What a table says of its rows: the index that sorts them, and what tells a replica which is meant.

use serde::{Deserialize, Serialize};

use super::ObjectId;

/// `CLUSTER ON`: the index by which `CLUSTER` sorts the rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clustering {
    /// The index, or the constraint that it is inside of.
    pub index: ObjectId,
}

/// `REPLICA IDENTITY`, where it is not the primary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReplicaIdentity {
    /// What is sent of a row that is updated or deleted.
    pub identified_by: IdentifiedBy,
}

/// What identifies a row to a replica.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IdentifiedBy {
    /// All of its columns.
    WholeRow,
    /// Nothing does.
    Nothing,
    /// The columns of an index, or of the constraint that it is inside of.
    Index(ObjectId),
}
