//! Names that collide, or that PostgreSQL would cut.

use std::collections::BTreeMap;

use super::Found;
use crate::{
    model::document::{ConstraintKind, Document, Place, Problem, Table},
    name::{MAX_NAME_BYTES, QualifiedName},
};

/// Two structs cannot describe one table.
pub(super) fn tables(document: &Document, found: &mut Found) {
    for (at, table) in document.tables.iter().enumerate() {
        let name = table.name.name.as_str();
        if name.len() > MAX_NAME_BYTES {
            found.one(Problem::NameTooLong { name: name.to_owned() }, &table.place);
        }
        if let Some(first) = document.tables[..at].iter().find(|other| other.name == table.name) {
            let problem = Problem::TableTwice {
                table: table.name.clone(),
                first: first.model.clone(),
                second: table.model.clone(),
            };
            found.two(problem, &first.place, &table.place);
        }
    }
}

/// A table is a type as well, so all three share their names.
pub(super) fn types(document: &Document, found: &mut Found) {
    let enums = document.enums.iter().map(|made| (&made.name, &made.place));
    let domains = document.domains.iter().map(|made| (&made.name, &made.place));
    let mut seen: BTreeMap<&QualifiedName, &Place> = BTreeMap::new();
    for (name, place) in enums.chain(domains) {
        if name.name.as_str().len() > MAX_NAME_BYTES {
            found.one(Problem::NameTooLong { name: name.name.as_str().to_owned() }, place);
        }
        match seen.get(name) {
            Some(first) => found.two(Problem::TypeTwice { name: name.clone() }, first, place),
            None => drop(seen.insert(name, place)),
        }
        if let Some(table) = document.tables.iter().find(|table| table.name == *name) {
            let problem =
                Problem::NameTaken { what: "the type", name: name.clone(), other: "a table" };
            found.two(problem, place, &table.place);
        }
    }
}

/// Tables and indexes share the names of a schema; the index inside a constraint is one of them.
pub(super) fn relations(document: &Document, found: &mut Found) {
    let mut seen: BTreeMap<QualifiedName, (&'static str, &Place)> = BTreeMap::new();
    for table in &document.tables {
        seen.entry(table.name.clone()).or_insert(("a table", &table.place));
    }
    for (what, other, name, place) in document.tables.iter().flat_map(index_names) {
        if name.name.as_str().len() > MAX_NAME_BYTES && what == "the index" {
            found.one(Problem::NameTooLong { name: name.name.as_str().to_owned() }, place);
        }
        match seen.get(&name) {
            Some((taken_by, first)) => {
                found.two(Problem::NameTaken { what, name, other: taken_by }, place, first);
            }
            None => drop(seen.insert(name, (other, place))),
        }
    }
}

type Named<'a> = (&'static str, &'static str, QualifiedName, &'a Place);

fn index_names(table: &Table) -> Vec<Named<'_>> {
    let with_index = table.constraints.iter().filter(|made| {
        matches!(
            made.kind,
            ConstraintKind::PrimaryKey { .. }
                | ConstraintKind::Unique { .. }
                | ConstraintKind::Exclusion { .. }
        )
    });
    let inside = with_index.filter_map(|made| {
        let name = table.name.sibling(made.name.clone()?);
        Some(("the constraint", "a constraint", name, &made.place))
    });
    let own = table.indexes.iter().filter_map(|made| {
        let name = table.name.sibling(made.name.clone()?);
        Some(("the index", "an index", name, &made.place))
    });
    inside.chain(own).collect()
}

/// The names of constraints are those of their table.
pub(super) fn constraints(table: &Table, found: &mut Found) {
    let mut seen = BTreeMap::new();
    for made in &table.constraints {
        let Some(name) = made.name.as_ref().map(|name| name.as_str().to_owned()) else { continue };
        if name.len() > MAX_NAME_BYTES {
            found.one(Problem::NameTooLong { name: name.clone() }, &made.place);
        }
        match seen.get(&name) {
            Some(first) => {
                let problem =
                    Problem::ConstraintTwice { table: table.name.clone(), constraint: name };
                found.two(problem, first, &made.place);
            }
            None => drop(seen.insert(name, made.place.clone())),
        }
    }
}
