//! Tables.

use super::{Found, column, constraint, index, options, qualified};
use crate::{
    model::{
        Naming, TableDef, TablePart,
        document::{HasMany, Place, Table},
    },
    name::Name,
};

/// A table with all that lies in it.
pub(super) fn table(def: &TableDef, naming: &Naming, found: &Found) -> Table {
    let mut table = Table {
        model: def.id.model.to_owned(),
        name: qualified(&def.id),
        place: Place::new(def.id.file, def.id.line),
        renamed_from: None,
        comment: None,
        unlogged: false,
        options: Vec::new(),
        columns: def.columns.iter().map(|column| column::column(column, def.id.file)).collect(),
        constraints: Vec::new(),
        indexes: Vec::new(),
        has_many: Vec::new(),
    };
    for part in def.parts {
        add(&mut table, part, naming, found);
    }
    table
}

fn add(table: &mut Table, part: &TablePart, naming: &Naming, found: &Found) {
    let place = |line| Place::new(table.place.file.clone(), line);
    match *part {
        TablePart::PrimaryKey(key) => {
            let made = constraint::primary_key(&key, place(key.line));
            table.constraints.push(constraint::named(made, table, naming.primary_key));
        }
        TablePart::Unique(key) => {
            let made = constraint::unique(&key, place(key.line));
            table.constraints.push(constraint::named(made, table, naming.unique));
        }
        TablePart::ForeignKey(key) => {
            let made = constraint::foreign_key(&key, place(key.line), found);
            table.constraints.push(constraint::named(made, table, naming.foreign_key));
        }
        TablePart::Check(check) => {
            let made = constraint::check(&check, place(check.line));
            table.constraints.push(constraint::named(made, table, naming.check));
        }
        TablePart::Exclusion(def) => {
            let made = constraint::exclusion(&def, place(def.line));
            table.constraints.push(constraint::named(made, table, naming.exclusion));
        }
        TablePart::Index(def) => {
            let made = index::index(&def, place(def.line));
            table.indexes.push(index::named(made, table, naming.index));
        }
        TablePart::Comment(text) => table.comment = Some(text.to_owned()),
        TablePart::RenamedFrom(name) => table.renamed_from = Some(Name::from(name)),
        TablePart::Unlogged => table.unlogged = true,
        TablePart::Options(pairs) => table.options = options(pairs),
        TablePart::HasMany(child, line) => table.has_many.push(HasMany {
            model: child.model.to_owned(),
            table: qualified(&child),
            place: place(line),
        }),
    }
}
