//! What the catalog calls an object: a catalog, a row, and a column of a relation.

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

    /// What a column belongs to, or the same.
    pub(super) fn of_whole(self) -> Self {
        Self { column: 0, ..self }
    }
}
