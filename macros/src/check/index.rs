//! Indexes.

use syn::ext::IdentExt;

use super::fields;
use crate::{
    attribute::index::{Index, IndexKey, Part},
    errors::Errors,
    model::Model,
};

/// Judges every index, wherever it is said.
pub(super) fn indexes(model: &Model<'_>, errors: &mut Errors) {
    let on_fields = model.columns.iter().flat_map(|column| &column.attributes.indexes);
    for index in model.attributes.indexes.iter().chain(on_fields) {
        let named = index.keys.iter().filter_map(|key| match &key.part {
            Part::Field(field) => Some(field),
            Part::Sql(_) => None,
        });
        // One column may be there twice with two operator classes, so that each stands alone here.
        for field in named {
            fields(model, [field], errors);
        }
        fields(model, index.include.get().into_iter().flatten(), errors);
        if let (Some(key), false) = (index.nulls_not_distinct.key(), index.unique.is_set()) {
            errors.at(key, "`nulls_not_distinct` says what a unique index compares: add `unique`");
        }
        method(index, errors);
    }
}

/// Whether an index is what a unique constraint brings along anyhow.
pub(super) fn is_plain(index: &Index) -> bool {
    let is_plain = |key: &IndexKey| {
        !key.ops.is_set()
            && !key.collate.is_set()
            && !key.descending.is_set()
            && !key.nulls_first.is_set()
    };
    !index.using.is_set()
        && !index.where_sql.is_set()
        && !index.include.is_set()
        && index.keys.iter().all(is_plain)
}

/// What PostgreSQL's own access methods cannot do.
fn method(index: &Index, errors: &mut Errors) {
    let Some(method) = index.using.get().map(|word| word.unraw().to_string()) else { return };
    if !["hash", "gin", "gist", "spgist", "brin"].contains(&method.as_str()) {
        return;
    }
    let alone = format!("the method `{method}` has");
    errors_at(index.unique.key(), &format!("{alone} no unique indexes"), errors);
    if !["gist", "spgist"].contains(&method.as_str()) {
        errors_at(index.include.key(), &format!("{alone} no `include`"), errors);
    }
    for key in &index.keys {
        let order = key.descending.key().or(key.nulls_first.key());
        errors_at(order, &format!("{alone} no order"), errors);
    }
    if let (true, Some(second)) = (["hash", "spgist"].contains(&method.as_str()), index.keys.get(1))
    {
        let message = format!("{alone} one key at most");
        match &second.part {
            Part::Field(field) => errors.at(field, message),
            Part::Sql(sql) => errors.at(sql, message),
        }
    }
}

fn errors_at(key: Option<&syn::Ident>, message: &str, errors: &mut Errors) {
    if let Some(key) = key {
        errors.at(key, message);
    }
}
