//! Primary keys and unique constraints.

use super::fields;
use crate::{attribute::unique::Unique, errors::Errors, model::Model};

/// A table has one primary key at most, over columns that take no null.
pub(super) fn primary_key(model: &Model<'_>, errors: &mut Errors) {
    let on_fields: Vec<_> =
        model.columns.iter().filter_map(|column| column.attributes.primary_key.key()).collect();
    let on_struct = model.attributes.primary_key.key();
    for second in on_fields.iter().skip(usize::from(on_struct.is_none())) {
        let message = match on_struct {
            Some(_) => "the struct says what the primary key is: leave this one out",
            None => {
                "a table has one primary key; one of several columns stands on the struct: \
                 `#[aludel(primary_key(a, b))]`"
            }
        };
        errors.at(second, message);
    }
    let Some(key) = model.attributes.primary_key.get() else { return };
    named(model, key, errors);
    for field in &key.columns {
        if model
            .column(field)
            .is_some_and(|column| column.attributes.nullable.value().unwrap_or(column.is_option()))
        {
            errors.at(field, "a primary key holds no nulls: drop the `Option`, or the `nullable`");
        }
    }
}

/// Unique constraints name columns, and need no index beside them.
pub(super) fn uniques(model: &Model<'_>, errors: &mut Errors) {
    for unique in &model.attributes.uniques {
        named(model, unique, errors);
    }
    for column in &model.columns {
        let made = &column.attributes;
        for key in [made.primary_key.get(), made.unique.get()].into_iter().flatten() {
            fields(model, key.include.get().into_iter().flatten(), errors);
        }
        if let Some(key) = made.unique.key()
            && made.indexes.iter().any(super::index::is_plain)
        {
            let message = "a unique constraint has an index already: for a unique index alone \
                           write `index(unique)`";
            errors.at(key, message);
        }
    }
}

fn named(model: &Model<'_>, key: &Unique, errors: &mut Errors) {
    fields(model, &key.columns, errors);
    fields(model, key.include.get().into_iter().flatten(), errors);
}
