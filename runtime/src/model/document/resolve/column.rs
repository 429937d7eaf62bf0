//! Columns.

use super::{collation, types};
use crate::{
    model::{
        ColumnDef, ColumnPart, IdentityDef,
        document::{Column, Generated, Identity, Place},
    },
    name::Name,
};

/// A column.
pub(super) fn column(def: &ColumnDef, file: &str) -> Column {
    let mut column = Column {
        field: def.field.to_owned(),
        name: Name::from(def.name),
        place: Place::new(file, def.line),
        data_type: types::sql(def.data_type),
        nullable: def.nullable,
        serial: false,
        identity: None,
        default: None,
        generated: None,
        collation: None,
        comment: None,
        storage: None,
        compression: None,
        statistics: None,
        renamed_from: None,
    };
    for part in def.parts {
        add(&mut column, *part);
    }
    column
}

fn add(column: &mut Column, part: ColumnPart) {
    match part {
        ColumnPart::Serial => column.serial = true,
        ColumnPart::Identity(def) => column.identity = Some(identity(def)),
        ColumnPart::Default(sql) => column.default = Some(sql.to_owned()),
        ColumnPart::Generated { sql, stored } => {
            column.generated = Some(Generated { expression: sql.to_owned(), stored });
        }
        ColumnPart::Collation(schema, name) => column.collation = Some(collation(schema, name)),
        ColumnPart::Comment(text) => column.comment = Some(text.to_owned()),
        ColumnPart::Storage(word) => column.storage = Some(word.to_owned()),
        ColumnPart::Compression(word) => column.compression = Some(word.to_owned()),
        ColumnPart::Statistics(target) => column.statistics = Some(target),
        ColumnPart::RenamedFrom(name) => column.renamed_from = Some(Name::from(name)),
    }
}

fn identity(def: IdentityDef) -> Identity {
    let IdentityDef { always, start, increment, minimum, maximum, cache, cycle } = def;
    Identity { always, start, increment, minimum, maximum, cache, cycle }
}
