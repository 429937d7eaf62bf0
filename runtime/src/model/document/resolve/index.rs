//! Indexes.

use super::{collation, names, options};
use crate::{
    model::{
        IndexDef, IndexKeyDef, IndexPart,
        document::{
            Index, IndexKey, KeyPart, Place, Table,
            naming::{self, Parts},
        },
    },
    name::Name,
};

/// An index.
pub(super) fn index(def: &IndexDef, place: Place) -> Index {
    Index {
        name: def.name.map(Name::from),
        place,
        method: def.method.map(str::to_owned),
        unique: def.unique,
        nulls_not_distinct: def.nulls_not_distinct,
        keys: def.keys.iter().map(key).collect(),
        include: names(def.include),
        predicate: def.predicate.map(str::to_owned),
        options: options(def.options),
    }
}

fn key(def: &IndexKeyDef) -> IndexKey {
    IndexKey {
        part: match def.part {
            IndexPart::Column(name) => KeyPart::Column(Name::from(name)),
            IndexPart::Sql(sql) => KeyPart::Expression(sql.to_owned()),
        },
        collation: def.collation.map(|(schema, name)| collation(schema, name)),
        operator_class: def.operator_class.map(str::to_owned),
        descending: def.descending,
        nulls_first: def.nulls_first,
    }
}

/// The index with a name by convention, where it has none and there is a convention.
pub(super) fn named(made: Index, table: &Table, pattern: Option<&str>) -> Index {
    let (None, Some(pattern)) = (&made.name, pattern) else { return made };
    let columns = made.keys.iter().map(naming::key_word).collect();
    let name = naming::fill(pattern, &Parts { table: &table.name, columns, referenced: None });
    Index { name: Some(name), ..made }
}
