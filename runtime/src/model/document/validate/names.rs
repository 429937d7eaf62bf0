//! Names that collide, or that PostgreSQL would cut.

use std::collections::BTreeMap;

use super::Found;
use crate::{
    model::document::{ConstraintKind, Document, Place, Problem, Table},
    name::{MAX_NAME_BYTES, Name, QualifiedName},
};

/// Two structs cannot describe one table.
pub(super) fn tables(document: &Document, found: &mut Found) {
    for (at, table) in document.tables.iter().enumerate() {
        length(&table.name.name, table.place(), found);
        if let Some(first) = document.tables[..at].iter().find(|other| other.name == table.name) {
            let problem = Problem::TableTwice {
                table: table.name.clone(),
                first: first.model.clone(),
                second: table.model.clone(),
            };
            found.two(problem, first.place(), table.place());
        }
    }
}

/// A table is a type as well, so tables, enumerated types and domains share their names.
pub(super) fn types(document: &Document, found: &mut Found) {
    let enums = document.enums.iter().map(|made| (&made.name, &made.place));
    let domains = document.domains.iter().map(|made| (&made.name, &made.place));
    let mut seen: BTreeMap<&QualifiedName, &Place> = BTreeMap::new();
    for (name, place) in enums.chain(domains) {
        length(&name.name, place.clone(), found);
        if let Some(first) = seen.insert(name, place) {
            found.two(Problem::TypeTwice { name: name.clone() }, first.clone(), place.clone());
        }
        if let Some(table) = document.tables.iter().find(|table| table.name == *name) {
            let (what, name, other) = ("the type", name.clone(), "a table");
            found.two(Problem::NameTaken { what, name, other }, place.clone(), table.place());
        }
    }
}

/// Tables and indexes share the names of a schema; the index inside a constraint is one of them.
pub(super) fn relations(document: &Document, found: &mut Found) {
    let tables = document.tables.iter();
    let mut seen: BTreeMap<QualifiedName, (&'static str, Place)> =
        tables.map(|table| (table.name.clone(), ("a table", table.place()))).collect();
    for relation in document.tables.iter().flat_map(relations_of) {
        let Relation { what, as_other, name, place } = relation;
        length(&name.name, place.clone(), found);
        match seen.get(&name) {
            Some((other, first)) => {
                found.two(Problem::NameTaken { what, name, other }, place, first.clone());
            }
            None => drop(seen.insert(name, (as_other, place))),
        }
    }
}

/// What has the name of an index.
struct Relation {
    what: &'static str,
    as_other: &'static str,
    name: QualifiedName,
    place: Place,
}

fn relations_of(table: &Table) -> Vec<Relation> {
    let relation = |what, as_other, name: &Option<Name>, line| {
        let name = table.name.sibling(name.clone()?);
        Some(Relation { what, as_other, name, place: table.place_at(line) })
    };
    let inside = table.constraints.iter().filter(|made| {
        matches!(
            made.kind,
            ConstraintKind::PrimaryKey { .. }
                | ConstraintKind::Unique { .. }
                | ConstraintKind::Exclusion { .. }
        )
    });
    let inside =
        inside.filter_map(|made| relation("the constraint", "a constraint", &made.name, made.line));
    let own = table.indexes.iter();
    let own = own.filter_map(|made| relation("the index", "an index", &made.name, made.line));
    inside.chain(own).collect()
}

/// The names of constraints are those of their table.
pub(super) fn constraints(table: &Table, found: &mut Found) {
    let mut seen = BTreeMap::new();
    for made in &table.constraints {
        let Some(name) = &made.name else { continue };
        let has_index = relations_of(table).iter().any(|relation| relation.name.name == *name);
        if !has_index {
            length(name, table.place_at(made.line), found);
        }
        if let Some(first) = seen.insert(name, made.line) {
            let (table_name, constraint) = (table.name.clone(), name.as_str().to_owned());
            let problem = Problem::ConstraintTwice { table: table_name, constraint };
            found.two(problem, table.place_at(first), table.place_at(made.line));
        }
    }
}

fn length(name: &Name, place: Place, found: &mut Found) {
    if name.as_str().len() > MAX_NAME_BYTES {
        found.one(Problem::NameTooLong { name: name.as_str().to_owned() }, place);
    }
}
