//! What a schema says, in so few bytes that two can be compared without both in memory.

use std::fmt;
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::schema::{Object, ObjectId};

/// A SHA-256 over everything about objects that could be a difference.
///
/// It holds for one build of this program: the order of fields is part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of objects in the order of their ids. What is not modelled does not count.
    pub fn of<'a>(objects: impl Iterator<Item = (&'a ObjectId, &'a Object)>) -> Self {
        let mut digest = Sink(Sha256::new());
        for object in objects.filter(|(id, _)| !matches!(id, ObjectId::Unmodelled { .. })) {
            object.hash(&mut digest);
        }
        Self(digest.0.finalize().into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Takes what `Hash` feeds: every text with its end and every list with its length, so that no two
/// objects give the same bytes.
struct Sink(Sha256);

impl Hasher for Sink {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Nobody asks: 64 bits would not be enough.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Fingerprint;
    use crate::{
        name::{Name, QualifiedName},
        schema::{Column, Object, ObjectId, Position, Unmodelled},
    };

    fn objects(data_type: &str, position: i16) -> BTreeMap<ObjectId, Object> {
        let id = ObjectId::Column(QualifiedName::new("public", "t"), Name::new("a"));
        let column = Column {
            position: Position(position),
            data_type: data_type.to_owned(),
            collation: None,
            generated: None,
            storage: None,
            compression: None,
            statistics: None,
            options: Vec::new(),
        };
        BTreeMap::from([(id, Object::Column(column))])
    }

    #[test]
    fn fingerprint_changes_with_what_could_be_a_difference() {
        let of = |objects: &BTreeMap<ObjectId, Object>| Fingerprint::of(objects.iter());
        let plain = of(&objects("integer", 1));
        assert_eq!(of(&objects("integer", 7)), plain);
        assert_ne!(of(&objects("bigint", 1)), plain);
        assert_ne!(of(&BTreeMap::new()), plain);
        let mut more = objects("integer", 1);
        let view = ObjectId::Unmodelled { kind: "view".into(), identity: "public.v".into() };
        more.insert(view, Object::Unmodelled(Unmodelled { definition: "SELECT 1".into() }));
        assert_eq!(of(&more), plain);
    }
}
