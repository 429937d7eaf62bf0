//! What a catalog says: objects at the finest grain that DDL can address, and what depends on what.
//!
//! A [`Schema`] is always read from a PostgreSQL catalog, whatever it came from. Its texts
//! (expressions, constraint definitions) are the server's own print with an empty search path, so
//! that equal meaning is equal text.

mod column;
mod constraint;
mod domain;
mod enum_type;
mod id;
mod index;
mod namespace;
mod rows;
mod sequence;
mod table;
mod unmodelled;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub(crate) use self::unmodelled::Fact;
pub use self::{
    column::{Column, Default, Generated, GeneratedKind, Identity, NotNull, Position},
    constraint::{Constraint, ConstraintKind, Deferral},
    domain::{Domain, DomainConstraint},
    enum_type::EnumType,
    id::ObjectId,
    index::{Index, IndexKey, KeyPart},
    namespace::{Extension, Namespace},
    rows::{Clustering, IdentifiedBy, ReplicaIdentity},
    sequence::{Sequence, SequenceOwner},
    table::{Comment, Persistence, Table},
    unmodelled::Unmodelled,
};
use crate::version::ServerVersion;

/// One addressable thing, without its own name: that is its [`ObjectId`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant holds the type of its name, which says what it is")]
pub enum Object {
    Namespace(Namespace),
    Extension(Extension),
    EnumType(EnumType),
    Domain(Domain),
    DomainConstraint(DomainConstraint),
    Sequence(Sequence),
    SequenceOwner(SequenceOwner),
    Table(Table),
    Column(Column),
    Default(Default),
    NotNull(NotNull),
    Identity(Identity),
    Constraint(Constraint),
    Index(Index),
    Clustering(Clustering),
    ReplicaIdentity(ReplicaIdentity),
    Comment(Comment),
    Unmodelled(Unmodelled),
}

/// Everything that users created in one database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The server that it was read from.
    pub version: ServerVersion,
    /// Every object by its id, in the order of the ids.
    #[serde(with = "pairs")]
    pub objects: BTreeMap<ObjectId, Object>,
    /// What each object depends on, apart from its parent: the edges of `pg_depend`, and those that
    /// follow from the object itself (an index on its columns, a foreign key on the key it refers to).
    #[serde(with = "pairs")]
    pub edges: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
}

impl Schema {
    /// A schema without objects.
    pub fn empty(version: ServerVersion) -> Self {
        Self { version, objects: BTreeMap::new(), edges: BTreeMap::new() }
    }

    /// Everything that `id` depends on directly, its parent first.
    pub fn dependencies<'a>(&'a self, id: &ObjectId) -> impl Iterator<Item = ObjectId> + 'a {
        let parent = id.parent();
        parent.into_iter().chain(self.edges.get(id).into_iter().flatten().cloned())
    }
}

/// Maps whose keys are not strings, as lists of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}
