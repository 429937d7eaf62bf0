//! Columns.

use super::Found;
use crate::{
    model::document::{Problem, Table},
    name::MAX_NAME_BYTES,
};

/// Judges the columns of a table.
pub(super) fn columns(table: &Table, found: &mut Found) {
    if table.columns.is_empty() {
        found.one(Problem::NoColumns { model: table.model.clone() }, table.place());
    }
    for (at, column) in table.columns.iter().enumerate() {
        let name = column.name.as_str();
        if let Some(first) = table.columns[..at].iter().find(|other| other.name == column.name) {
            let problem =
                Problem::ColumnTwice { table: table.name.clone(), column: name.to_owned() };
            found.two(problem, table.place_at(first.line), table.place_at(column.line));
        }
        if name.len() > MAX_NAME_BYTES {
            found.one(Problem::NameTooLong { name: name.to_owned() }, table.place_at(column.line));
        }
        let is_numbered = column.attributes.serial || column.attributes.identity.is_some();
        if is_numbered && !["smallint", "integer", "bigint"].contains(&column.data_type.as_str()) {
            let problem = Problem::NotNumbered {
                table: table.name.clone(),
                column: name.to_owned(),
                data_type: column.data_type.clone(),
            };
            found.one(problem, table.place_at(column.line));
        }
    }
}
