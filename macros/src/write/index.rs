//! Indexes.

use syn::ext::IdentExt;

use super::{collation, include, literal, options};
use crate::{
    attribute::index::{Index, IndexKey, Part},
    json::Json,
    model::Model,
};

/// An index.
pub(super) fn index(model: &Model<'_>, made: &Index) -> Json {
    let method = made.using.get().map(|word| Json::text(word.unraw().to_string()));
    Json::object([
        ("line", Some(Json::Number(made.line.into()))),
        ("name", literal(&made.name)),
        ("method", method),
        ("unique", Json::flag(made.unique.is_set())),
        ("nulls_not_distinct", Json::flag(made.nulls_not_distinct.is_set())),
        ("keys", Json::list(made.keys.iter().map(|made| key(model, made)))),
        ("include", include(model, &made.include)),
        ("predicate", literal(&made.where_sql)),
        ("options", options(&made.with)),
    ])
}

fn key(model: &Model<'_>, made: &IndexKey) -> Json {
    let (column, expression) = match &made.part {
        Part::Field(field) => (Some(Json::text(model.column_name(field))), None),
        Part::Sql(sql) => (None, Some(Json::text(sql.value()))),
    };
    Json::object([
        ("column", column),
        ("expression", expression),
        ("collation", collation(&made.collate)),
        ("operator_class", made.ops.value().map(Json::text)),
        ("descending", Json::flag(made.descending.value() == Some(true))),
        ("nulls_first", made.nulls_first.value().map(Json::Bool)),
    ])
}
