//! Where in the source an object of the database is described.

use std::collections::BTreeSet;

use super::{Document, Place, Table, default_name};
use crate::{
    name::{Name, QualifiedName},
    schema::ObjectId,
};

impl Document {
    /// The tables that the models describe.
    pub fn table_names(&self) -> BTreeSet<QualifiedName> {
        self.tables.iter().map(|table| table.name.clone()).collect()
    }

    /// Where an object is described: a field, an attribute of a struct, or the item itself.
    pub fn place_of(&self, id: &ObjectId) -> Option<Place> {
        match id {
            ObjectId::Table(name) => Some(self.table(name)?.place()),
            ObjectId::Column(table, column)
            | ObjectId::Default(table, column)
            | ObjectId::NotNull(table, column)
            | ObjectId::Identity(table, column) => {
                let table = self.table(table)?;
                let found = table.columns.iter().find(|known| known.name == *column)?;
                Some(table.place_at(found.line))
            }
            ObjectId::Constraint(table, name) => constraint_place(self.table(table)?, name),
            ObjectId::Index(name) => {
                let tables = self.tables.iter().filter(|table| table.name.schema == name.schema);
                tables.into_iter().find_map(|table| index_place(table, &name.name))
            }
            ObjectId::Sequence(name) | ObjectId::SequenceOwner(name) => self.sequence_place(name),
            ObjectId::EnumType(name) => {
                let found = self.enums.iter().find(|made| made.name == *name)?;
                Some(found.place.clone())
            }
            ObjectId::Domain(name) | ObjectId::DomainConstraint(name, _) => {
                let found = self.domains.iter().find(|made| made.name == *name)?;
                Some(found.place.clone())
            }
            ObjectId::Comment(on) => self.place_of(on),
            ObjectId::Namespace(_) | ObjectId::Extension(_) | ObjectId::Unmodelled { .. } => None,
        }
    }

    fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == *name)
    }

    fn sequence_place(&self, name: &QualifiedName) -> Option<Place> {
        let tables = self.tables.iter().filter(|table| table.name.schema == name.schema);
        let columns = tables.flat_map(|table| table.columns.iter().map(move |one| (table, one)));
        let mut serial = columns.filter(|(_, column)| column.attributes.serial);
        let (table, column) = serial
            .find(|(table, column)| default_name::sequence(table, &column.name) == name.name)?;
        Some(table.place_at(column.line))
    }
}

fn constraint_place(table: &Table, name: &Name) -> Option<Place> {
    let names = default_name::names(table).constraints;
    let mut found = table.constraints.iter().zip(names).filter(|(_, known)| known == name);
    Some(table.place_at(found.next()?.0.line))
}

fn index_place(table: &Table, name: &Name) -> Option<Place> {
    let names = default_name::names(table).indexes;
    let mut found = table.indexes.iter().zip(names).filter(|(_, known)| known == name);
    Some(table.place_at(found.next()?.0.line))
}
