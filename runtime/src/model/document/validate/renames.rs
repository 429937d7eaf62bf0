//! `renamed_from`, where the old name is not free.

use std::collections::BTreeMap;

use super::Found;
use crate::{
    model::document::{Document, Place, Problem, Table},
    name::Name,
};

/// One thing that may have been renamed.
struct Renamed<'a> {
    scope: &'a str,
    new: &'a str,
    old: Option<&'a str>,
    place: Place,
}

/// Tables, each within its schema.
pub(super) fn tables(document: &Document, found: &mut Found) {
    let all = document.tables.iter().map(|table| Renamed {
        scope: table.name.schema.as_str(),
        new: table.name.name.as_str(),
        old: table.renamed_from.as_ref().map(Name::as_str),
        place: table.place(),
    });
    judge("the table", &all.collect::<Vec<_>>(), found);
}

/// Enumerated types, and the domains beside them.
pub(super) fn types(document: &Document, found: &mut Found) {
    let enums = document.enums.iter().map(|made| (&made.name, &made.renamed_from, &made.place));
    let domains = document.domains.iter().map(|made| (&made.name, &made.renamed_from, &made.place));
    let all = enums.chain(domains).map(|(name, old, place)| Renamed {
        scope: name.schema.as_str(),
        new: name.name.as_str(),
        old: old.as_ref().map(Name::as_str),
        place: place.clone(),
    });
    judge("the type", &all.collect::<Vec<_>>(), found);
}

/// The columns of one table.
pub(super) fn columns(table: &Table, found: &mut Found) {
    let all = table.columns.iter().map(|column| Renamed {
        scope: "",
        new: column.name.as_str(),
        old: column.attributes.renamed_from.as_ref().map(Name::as_str),
        place: table.place_at(column.line),
    });
    judge("the column", &all.collect::<Vec<_>>(), found);
}

fn judge(what: &'static str, all: &[Renamed<'_>], found: &mut Found) {
    let present: BTreeMap<_, _> =
        all.iter().map(|one| ((one.scope, one.new), &one.place)).collect();
    let mut taken = BTreeMap::new();
    for one in all {
        let Some(old) = one.old else { continue };
        if let Some(place) = present.get(&(one.scope, old)) {
            let (new, old) = (one.new.to_owned(), old.to_owned());
            found.two(
                Problem::RenamedFromPresent { what, old, new },
                one.place.clone(),
                (*place).clone(),
            );
        }
        if let Some(first) = taken.insert((one.scope, old), &one.place) {
            found.two(
                Problem::RenamedTwice { what, old: old.to_owned() },
                first.clone(),
                one.place.clone(),
            );
        }
    }
}
