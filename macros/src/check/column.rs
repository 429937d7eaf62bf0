//! Mistakes within one field.

use syn::Ident;

use crate::{
    attribute::column::ColumnAttributes,
    errors::Errors,
    model::{Column, Skipped},
};

/// Names that every table of PostgreSQL has already.
const SYSTEM_COLUMNS: &[&str] = &["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// Judges one column.
pub(super) fn column(column: &Column<'_>, errors: &mut Errors) {
    exclusive(&column.attributes, errors);
    value(column, errors);
    null(column, errors);
    column.attributes.typed.judge(errors);
    identity(&column.attributes, errors);
    let made = &column.attributes;
    if let (Some(key), None) = (made.is_virtual.key(), made.generated_sql.get()) {
        errors.at(key, "`virtual` says how a generated column is kept: give `generated_sql` too");
    }
    made.described.judge("column", &column.name, &column.source.attrs, errors);
    if SYSTEM_COLUMNS.contains(&column.name.as_str()) {
        let message = format!(
            "`{}` is a system column of every table: give the column another name with \
             `column = \"..\"`",
            column.name
        );
        errors.at(column.field, message);
    }
}

/// Keys that say two things about one matter.
fn exclusive(made: &ColumnAttributes, errors: &mut Errors) {
    let mut pair = |one: Option<&Ident>, other: Option<&Ident>, message: &str| {
        if let (Some(_), Some(other)) = (one, other) {
            errors.at(other, message);
        }
    };
    pair(
        made.serial.key(),
        made.typed.type_sql.key(),
        "the type of a serial column follows from the Rust type: leave `type_sql` out",
    );
    pair(
        made.primary_key.key(),
        made.unique.key(),
        "a primary key is unique already: leave `unique` out",
    );
}

/// A value has one source.
fn value(column: &Column<'_>, errors: &mut Errors) {
    let made = &column.attributes;
    let sources = [
        ("a serial column", made.serial.key()),
        ("an identity column", made.identity.key()),
        ("a generated column", made.generated_sql.key()),
        ("a default", made.typed.default.key().or(made.typed.default_sql.key())),
    ];
    let given: Vec<_> =
        sources.iter().filter_map(|(what, key)| key.map(|key| (what, key))).collect();
    for pair in given.windows(2) {
        let [(first, _), (second, key)] = pair else { continue };
        errors.at(key, format!("a value has one source: this is {first} and has {second}"));
    }
}

/// Columns that can hold no null.
fn null(column: &Column<'_>, errors: &mut Errors) {
    let made = &column.attributes;
    let nullable = made.nullable.value();
    let takes_null = nullable.unwrap_or(column.is_option());
    if !takes_null {
        return;
    }
    if column.is_nested_option() {
        let message = "a column has one kind of null: an `Option` within an `Option` has two";
        errors.at(&column.source.ty, message);
    }
    for (what, key) in [
        ("a primary key", made.primary_key.key()),
        ("a serial column", made.serial.key()),
        ("an identity column", made.identity.key()),
    ] {
        if let Some(key) = key {
            errors.at(key, format!("{what} holds no nulls: drop the `Option`, or the `nullable`"));
        }
    }
}

fn identity(made: &ColumnAttributes, errors: &mut Errors) {
    let Some(identity) = made.identity.get() else { return };
    let (least, greatest) = (identity.minvalue.value(), identity.maxvalue.value());
    if let (Some(least), Some(greatest)) = (least, greatest)
        && least >= greatest
    {
        errors.at(identity.maxvalue.key(), "`maxvalue` must be greater than `minvalue`");
    }
    let Some(start) = identity.start.value() else { return };
    if least.is_some_and(|least| start < least) || greatest.is_some_and(|most| start > most) {
        errors.at(identity.start.key(), "`start` lies outside of `minvalue` and `maxvalue`");
    }
}

/// Reports what is said of a field that is skipped.
pub(super) fn skipped(Skipped { field, attributes: made }: &Skipped<'_>, errors: &mut Errors) {
    let keys = [
        made.column.key(),
        made.nullable.key(),
        made.primary_key.key(),
        made.serial.key(),
        made.identity.key(),
        made.generated_sql.key(),
        made.is_virtual.key(),
        made.storage.key(),
        made.compression.key(),
        made.statistics.key(),
        made.unique.key(),
        made.foreign_key.references.key(),
        made.foreign_key.references_sql.key(),
    ];
    let keys = made.typed.keys().chain(keys.into_iter().flatten()).chain(made.described.keys());
    for key in keys {
        errors.at(key, format!("`{field}` is skipped, so `{key}` has no column to speak of"));
    }
    if !made.indexes.is_empty() || !made.checks.is_empty() {
        errors
            .at(made.skip.key(), format!("`{field}` is skipped, so it has no index and no check"));
    }
}
