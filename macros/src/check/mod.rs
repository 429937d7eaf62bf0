//! Mistakes that take more than one attribute to see.

mod column;
mod enum_type;
mod foreign_key;
mod index;
mod key;
mod names;
mod newtype;

use syn::{Ident, ext::IdentExt};

pub(crate) use self::{enum_type::enum_type, newtype::newtype};
use crate::{errors::Errors, model::Model, suggest};

/// Judges a model.
pub(crate) fn model(model: &Model<'_>, errors: &mut Errors) {
    for skipped in &model.skipped {
        column::skipped(skipped, errors);
    }
    if model.is_table && model.columns.is_empty() {
        errors.at(&model.input.ident, "a model needs a field that is a column");
    }
    for column in &model.columns {
        column::column(column, errors);
    }
    names::names(model, errors);
    key::primary_key(model, errors);
    key::uniques(model, errors);
    index::indexes(model, errors);
    foreign_key::foreign_keys(model, errors);
    for exclusion in &model.attributes.exclusions {
        fields(model, exclusion.include.get().into_iter().flatten(), errors);
    }
}

/// Reports fields that are none of the model's columns, and those that are named twice.
fn fields<'a>(model: &Model<'_>, fields: impl IntoIterator<Item = &'a Ident>, errors: &mut Errors) {
    let mut seen: Vec<&Ident> = Vec::new();
    for field in fields {
        let name = field.unraw();
        if model.column(field).is_some() {
            if seen.contains(&field) {
                errors.at(field, format!("`{name}` is named twice"));
            }
            seen.push(field);
        } else if model.skipped.iter().any(|skipped| skipped.field.unraw() == name) {
            errors.at(field, format!("`{name}` is skipped, so it is no column"));
        } else {
            let known: Vec<_> =
                model.columns.iter().map(|column| column.field.unraw().to_string()).collect();
            let known: Vec<_> = known.iter().map(String::as_str).collect();
            let hint = suggest::nearest(&name.to_string(), &known);
            let hint = hint.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            errors.at(field, format!("`{}` has no field `{name}`{hint}", model.input.ident));
        }
    }
}
