//! From a registry to the document.

mod foreign_key;
mod named;
mod table;
mod types;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use self::written::Attributes;
use super::{ConstraintKind, Document, DocumentError, FORMAT};
use crate::{
    model::{Entry, ModelId, Naming, Registry, TableDef, TypeDef},
    name::Name,
};

/// Resolves a registry and those that it takes in.
pub(super) fn document(registry: &Registry) -> Result<Document, DocumentError> {
    let mut found = Found::default();
    found.gather(registry)?;
    let mut types = types::Types::default();
    for data_type in found.types.iter().copied().chain(found.column_types()) {
        types.add(data_type);
    }
    let tables = found.models.iter().map(|model| table::table(model, &found));
    Ok(Document {
        format: FORMAT,
        tables: tables.collect::<Result<_, _>>()?,
        extensions: found.extensions.iter().map(|&name| name.to_owned()).collect(),
        enums: types.enums,
        domains: types.domains,
    })
}

/// A model of the registry.
struct Listed {
    def: &'static TableDef,
    attributes: Attributes,
    naming: Naming,
}

/// What the registries list, flat and in order.
#[derive(Default)]
struct Found {
    models: Vec<Listed>,
    types: Vec<TypeDef>,
    extensions: BTreeSet<&'static str>,
    /// The first model of each table.
    by_table: BTreeMap<(&'static str, &'static str), usize>,
}

impl Found {
    fn gather(&mut self, registry: &Registry) -> Result<(), DocumentError> {
        self.extensions.extend(registry.extensions);
        self.types.extend(registry.types);
        for entry in registry.entries {
            match *entry {
                Entry::Registry(inner) => self.gather(inner)?,
                Entry::Model(def) => self.add(def, registry.naming)?,
            }
        }
        Ok(())
    }

    /// Takes a model once, even where two registries both take in a third.
    fn add(&mut self, def: &'static TableDef, naming: Naming) -> Result<(), DocumentError> {
        if self.models.iter().any(|other| other.def.id == def.id) {
            return Ok(());
        }
        let attributes =
            serde_json::from_str(def.attributes).map_err(|source| unreadable(def, source))?;
        self.by_table.entry((def.id.schema, def.id.table)).or_insert(self.models.len());
        self.models.push(Listed { def, attributes, naming });
        Ok(())
    }

    fn column_types(&self) -> impl Iterator<Item = TypeDef> {
        let columns = self.models.iter().flat_map(|model| model.def.columns);
        columns.map(|(_, column)| column.data_type)
    }

    fn model(&self, id: &ModelId) -> Option<&Listed> {
        self.models.get(*self.by_table.get(&(id.schema, id.table))?)
    }
}

impl Listed {
    /// The column of a field. One that is no field stays as it is, for validation to find.
    fn column(&self, field: &str) -> Name {
        let said = self.attributes.columns.get(field).and_then(|said| said.name.clone());
        said.unwrap_or_else(|| Name::from(field))
    }

    /// A model that the attributes speak of.
    fn spoken_of(&self, at: usize) -> Result<&'static ModelId, DocumentError> {
        let missing = || unreadable(self.def, serde::de::Error::custom(format!("no model {at}")));
        self.def.models.get(at).ok_or_else(missing)
    }

    fn primary_key(&self) -> Vec<Name> {
        let keys = self.attributes.constraints.iter().filter_map(|made| match &made.kind {
            ConstraintKind::PrimaryKey { columns, .. } => Some(columns.clone()),
            _ => None,
        });
        keys.into_iter().next().unwrap_or_default()
    }
}

fn unreadable(def: &TableDef, source: serde_json::Error) -> DocumentError {
    DocumentError::Attributes { model: def.id.model, source }
}
