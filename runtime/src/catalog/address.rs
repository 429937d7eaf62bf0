//! What the catalog calls an object: a catalog, a row, and a column of a relation.

use std::collections::BTreeMap;

use crate::schema::ObjectId;

/// The OIDs of the system catalogs, which are the same everywhere.
pub(super) mod class {
    pub(in crate::catalog) const ATTRIBUTE_DEFAULT: u32 = 2604;
    pub(in crate::catalog) const CONSTRAINT: u32 = 2606;
    pub(in crate::catalog) const EXTENSION: u32 = 3079;
    pub(in crate::catalog) const NAMESPACE: u32 = 2615;
    pub(in crate::catalog) const RELATION: u32 = 1259;
    pub(in crate::catalog) const TYPE: u32 = 1247;
}

/// What `pg_depend` and `pg_description` call an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) class: u32,
    pub(super) object: u32,
    /// The number of a column, 0 for the whole.
    pub(super) column: i16,
}

impl Address {
    /// An object as a whole.
    pub(super) fn whole(class: u32, object: u32) -> Self {
        Self { class, object, column: 0 }
    }

    /// A column of a relation.
    pub(super) fn column(relation: u32, column: i16) -> Self {
        Self { class: class::RELATION, object: relation, column }
    }
}

/// Which object stands at which address.
#[derive(Debug, Default)]
pub(super) struct Addresses(BTreeMap<Address, ObjectId>);

impl Addresses {
    pub(super) fn insert(&mut self, address: Address, id: ObjectId) {
        self.0.insert(address, id);
    }

    /// The object at exactly this address.
    pub(super) fn exact(&self, address: Address) -> Option<&ObjectId> {
        self.0.get(&address)
    }

    /// The object at this address, or the whole that a column belongs to.
    pub(super) fn nearest(&self, address: Address) -> Option<&ObjectId> {
        self.exact(address).or_else(|| self.exact(Address { column: 0, ..address }))
    }
}
