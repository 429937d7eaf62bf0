//! Mistakes within one field.

use syn::Ident;

use crate::{
    attribute::{column::ColumnAttributes, column::Comment, default::Kind},
    errors::Errors,
    model::{Column, documentation},
};

/// Names that every table of PostgreSQL has already.
const SYSTEM_COLUMNS: &[&str] = &["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// Judges one column.
pub(super) fn column(column: &Column<'_>, errors: &mut Errors) {
    exclusive(&column.attributes, errors);
    value(column, errors);
    null(column, errors);
    literal(&column.attributes, errors);
    identity(&column.attributes, errors);
    let made = &column.attributes;
    if let (Some(key), None) = (made.is_virtual.key(), made.generated_sql.get()) {
        errors.at(key, "`virtual` says how a generated column is kept: give `generated_sql` too");
    }
    if let Some(Comment::Documentation(key)) = made.comment.get()
        && documentation(&column.source.attrs).is_none()
    {
        errors.at(key, "there is no documentation here to be the comment");
    }
    if SYSTEM_COLUMNS.contains(&column.name.as_str()) {
        let message = format!(
            "`{}` is a system column of every table: give the column another name with \
             `column = \"..\"`",
            column.name
        );
        errors.at(column.field, message);
    }
    if let Some(old) = made.renamed_from.get()
        && old.value() == column.name
    {
        errors.at(old, "this is what the column is called now");
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
        made.data_type.key(),
        made.type_sql.key(),
        "the type is given twice: by `type` and by `type_sql`",
    );
    pair(
        made.default.key(),
        made.default_sql.key(),
        "the default is given twice: by `default` and by `default_sql`",
    );
    pair(
        made.serial.key(),
        made.type_sql.key(),
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
        ("a default", made.default.key().or(made.default_sql.key())),
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

/// A literal default against a declared type. Where no type is declared the compiler checks it.
fn literal(made: &ColumnAttributes, errors: &mut Errors) {
    let (Some(default), Some(declared)) = (made.default.get(), made.data_type.get()) else {
        return;
    };
    let Some(builtin) = declared.builtin else { return };
    let is_integer = matches!(builtin, "SmallInt" | "Integer" | "BigInt");
    let is_fraction = matches!(builtin, "Real" | "DoublePrecision" | "Numeric");
    let fits = match default.kind {
        Kind::Text if declared.is_array() => true,
        _ if declared.is_array() => false,
        Kind::Bool => builtin == "Boolean",
        Kind::Integer => is_integer || is_fraction,
        Kind::Float => is_fraction,
        Kind::Text => !is_integer && !is_fraction && builtin != "Boolean",
    };
    if !fits {
        let message = format!("{} is no value of type {}", default.sql, declared.sql);
        errors.at(&default.literal, message);
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
pub(crate) fn skipped(made: &ColumnAttributes, field: &Ident, errors: &mut Errors) {
    let keys = [
        made.column.key(),
        made.data_type.key(),
        made.type_sql.key(),
        made.nullable.key(),
        made.primary_key.key(),
        made.serial.key(),
        made.identity.key(),
        made.default.key(),
        made.default_sql.key(),
        made.generated_sql.key(),
        made.is_virtual.key(),
        made.collate.key(),
        made.comment.key(),
        made.storage.key(),
        made.compression.key(),
        made.statistics.key(),
        made.renamed_from.key(),
        made.unique.key(),
        made.foreign_key.references.key(),
        made.foreign_key.references_sql.key(),
    ];
    for key in keys.into_iter().flatten() {
        errors.at(key, format!("`{field}` is skipped, so `{key}` has no column to speak of"));
    }
    if !made.indexes.is_empty() || !made.checks.is_empty() {
        errors
            .at(made.skip.key(), format!("`{field}` is skipped, so it has no index and no check"));
    }
}
