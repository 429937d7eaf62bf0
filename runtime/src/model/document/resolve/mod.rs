//! From a registry to the document: one file for each kind of object.

mod column;
mod constraint;
mod index;
mod table;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, FORMAT};
use crate::{
    model::{ColumnDef, Entry, ModelId, Naming, Registry, TableDef, TablePart, TypeDef},
    name::{Name, QualifiedName},
};

/// Resolves a registry and those that it takes in.
pub(super) fn document(registry: &Registry) -> Document {
    let mut found = Found::default();
    found.gather(registry);
    let mut types = types::Types::default();
    for data_type in found.types.iter().copied().chain(found.column_types()) {
        types.add(data_type);
    }
    let tables = found.tables.iter().map(|(def, naming)| table::table(def, naming, &found));
    Document {
        format: FORMAT,
        extensions: found.extensions.iter().map(|&name| name.to_owned()).collect(),
        tables: tables.collect(),
        enums: types.enums,
        domains: types.domains,
    }
}

/// What the registries list, flat and in order.
#[derive(Default)]
struct Found {
    tables: Vec<(&'static TableDef, Naming)>,
    types: Vec<TypeDef>,
    extensions: BTreeSet<&'static str>,
    by_name: BTreeMap<(&'static str, &'static str), &'static TableDef>,
}

impl Found {
    fn gather(&mut self, registry: &Registry) {
        self.extensions.extend(registry.extensions);
        self.types.extend(registry.types);
        for entry in registry.entries {
            match *entry {
                Entry::Registry(inner) => self.gather(inner),
                Entry::Model(table) => self.add(table, registry.naming),
            }
        }
    }

    /// Takes a model once, even where two registries both take in a third.
    fn add(&mut self, table: &'static TableDef, naming: Naming) {
        if self.tables.iter().any(|(other, _)| other.id == table.id) {
            return;
        }
        self.by_name.entry((table.id.schema, table.id.table)).or_insert(table);
        self.tables.push((table, naming));
    }

    fn column_types(&self) -> impl Iterator<Item = TypeDef> {
        self.tables.iter().flat_map(|(table, _)| table.columns).map(|column| column.data_type)
    }

    /// The columns of another model's fields; a field that is not there stays as it is, for
    /// validation to find.
    fn columns(&self, model: &ModelId, fields: &[&str]) -> Vec<Name> {
        let columns = self.table(model).map_or(&[][..], |table| table.columns);
        let column = |field: &&str| {
            let found = columns.iter().find(|column| column.field == *field);
            Name::new(found.map_or(*field, |column: &ColumnDef| column.name))
        };
        fields.iter().map(column).collect()
    }

    fn primary_key(&self, model: &ModelId) -> Vec<Name> {
        let parts = self.table(model).map_or(&[][..], |table| table.parts);
        let key = parts.iter().find_map(|part| match part {
            TablePart::PrimaryKey(key) => Some(names(key.columns)),
            _ => None,
        });
        key.unwrap_or_default()
    }

    fn table(&self, model: &ModelId) -> Option<&'static TableDef> {
        self.by_name.get(&(model.schema, model.table)).copied()
    }
}

fn names(texts: &[&str]) -> Vec<Name> {
    texts.iter().map(|&text| Name::from(text)).collect()
}

fn qualified(model: &ModelId) -> QualifiedName {
    QualifiedName::new(model.schema, model.table)
}

fn options(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A collation as SQL.
fn collation(schema: Option<&str>, name: &str) -> String {
    match schema {
        // A collation whose name needs quotes is the rule: "C", "de-AT-x-icu".
        Some(schema) => format!("{}.{}", Name::from(schema), Name::from(name)),
        None => Name::from(name).to_string(),
    }
}
