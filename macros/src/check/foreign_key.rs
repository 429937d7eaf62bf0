//! Foreign keys.

use syn::Ident;

use super::fields;
use crate::{
    attribute::{
        Once,
        foreign_key::{Action, ForeignKey, Word},
    },
    errors::Errors,
    model::Model,
};

/// Judges every foreign key, wherever it is said.
pub(super) fn foreign_keys(model: &Model<'_>, errors: &mut Errors) {
    for key in &model.attributes.foreign_keys {
        fields(model, &key.columns, errors);
        count(key, errors);
        target(key, errors);
        actions(model, key, &key.columns, errors);
    }
    for column in &model.columns {
        let key = &column.attributes.foreign_key;
        if !key.has_target() {
            let keys = [
                key.on_delete.key(),
                key.on_update.key(),
                key.match_full.key(),
                key.deferrable.key(),
            ];
            for key in keys.into_iter().flatten() {
                errors.at(key, format!("`{key}` belongs to a foreign key: add `references = ..`"));
            }
            continue;
        }
        if let Some(reference) = key.references.get()
            && reference.fields.len() > 1
        {
            let message = "one column refers to one column; more stand on the struct: \
                           `#[aludel(foreign_key(a, b, references = Other(x, y)))]`";
            errors.at(&reference.fields[1], message);
        }
        target(key, errors);
        actions(model, key, std::slice::from_ref(column.field), errors);
    }
}

fn target(key: &ForeignKey, errors: &mut Errors) {
    if let (Some(_), Some(other)) = (key.references.key(), key.references_sql.key()) {
        errors.at(other, "it refers to two things: by `references` and by `references_sql`");
    }
}

fn count(key: &ForeignKey, errors: &mut Errors) {
    let Some(reference) = key.references.get() else { return };
    let (here, there) = (key.columns.len(), reference.fields.len());
    if there > 0 && here != there {
        let here = counted(here);
        errors.at(key.references.key(), format!("this key has {here} and refers to {there}"));
    }
}

fn counted(columns: usize) -> String {
    if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") }
}

fn actions(model: &Model<'_>, key: &ForeignKey, columns: &[Ident], errors: &mut Errors) {
    if let Some(Action { columns: named, .. }) = key.on_update.get()
        && let Some(first) = named.first()
    {
        errors.at(first, "only `on_delete` can name fields");
    }
    for action in [&key.on_delete, &key.on_update] {
        nulls(model, action, columns, errors);
    }
    let Some(Action { columns: named, .. }) = key.on_delete.get() else { return };
    fields(model, named, errors);
    for field in named {
        if model.column(field).is_some() && !columns.contains(field) {
            errors.at(field, format!("`{field}` is no column of this foreign key"));
        }
    }
}

/// `set_null` of columns that are said to take none. What their types say is checked by the
/// compiler.
fn nulls(model: &Model<'_>, action: &Once<Action>, columns: &[Ident], errors: &mut Errors) {
    let Some(Action { word: Word::SetNull, columns: named }) = action.get() else { return };
    for field in if named.is_empty() { columns } else { named } {
        let said = model.column(field).and_then(|column| column.attributes.nullable.value());
        if said == Some(false) {
            errors.at(action.key(), format!("`set_null` needs nulls: `{field}` takes none"));
        }
    }
}
