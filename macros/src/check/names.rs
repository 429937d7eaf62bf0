//! Names that collide or do not fit.

use syn::{LitStr, ext::IdentExt};

use crate::{errors::Errors, model::Model};

/// The longest name that PostgreSQL keeps, in bytes.
const MAX_NAME_BYTES: usize = 63;

/// Judges the names of a model.
pub(super) fn names(model: &Model<'_>, errors: &mut Errors) {
    table(model, errors);
    columns(model, errors);
    let made = &model.attributes;
    let fields = || model.columns.iter().map(|column| &column.attributes);
    let constraints = made
        .primary_key
        .get()
        .into_iter()
        .chain(&made.uniques)
        .chain(fields().filter_map(|field| field.primary_key.get()))
        .chain(fields().filter_map(|field| field.unique.get()))
        .filter_map(|key| key.name.get())
        .chain(made.checks.iter().filter_map(|check| check.name.get()))
        .chain(fields().flat_map(|field| &field.checks).filter_map(|check| check.name.get()))
        .chain(made.foreign_keys.iter().filter_map(|key| key.name.get()))
        .chain(made.exclusions.iter().filter_map(|exclusion| exclusion.name.get()));
    twice(constraints, "constraint", errors);
    let indexes = made
        .indexes
        .iter()
        .chain(fields().flat_map(|field| &field.indexes))
        .filter_map(|index| index.name.get());
    twice(indexes, "index", errors);
}

fn table(model: &Model<'_>, errors: &mut Errors) {
    let made = &model.attributes;
    if !made.table.is_set() && model.table.len() > MAX_NAME_BYTES {
        let message = format!(
            "the name of the table would have {} bytes, and PostgreSQL keeps {MAX_NAME_BYTES} of \
             a name: give one with `#[aludel(table = \"..\")]`",
            model.table.len()
        );
        errors.at(&model.input.ident, message);
    }
    made.described.judge("table", &model.table, &model.input.attrs, errors);
}

fn columns(model: &Model<'_>, errors: &mut Errors) {
    for (at, column) in model.columns.iter().enumerate() {
        if column.name.len() > MAX_NAME_BYTES && !column.attributes.column.is_set() {
            let message = format!(
                "the name of the column would have {} bytes, and PostgreSQL keeps \
                 {MAX_NAME_BYTES} of a name: give one with `column = \"..\"`",
                column.name.len()
            );
            errors.at(column.field, message);
        }
        if let Some(first) = model.columns[..at].iter().find(|other| other.name == column.name) {
            let message = format!(
                "the column `{}` is that of the field `{}` already",
                column.name,
                first.field.unraw()
            );
            match column.attributes.column.get() {
                Some(name) => errors.at(name, message),
                None => errors.at(column.field, message),
            }
        }
    }
}

fn twice<'a>(names: impl Iterator<Item = &'a LitStr>, what: &str, errors: &mut Errors) {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name.value()) {
            errors.at(name, format!("there is another {what} of this name"));
        }
        seen.push(name.value());
    }
}
