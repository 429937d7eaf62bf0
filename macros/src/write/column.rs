//! Columns.

use syn::ext::IdentExt;

use super::{collation, literal};
use crate::{attribute::identity::Identity, json::Json, model::Column};

/// What is said of a column besides its name and its type.
pub(super) fn column(column: &Column<'_>) -> Json {
    let made = &column.attributes;
    let generated = literal(&made.generated_sql).map(|expression| {
        let stored = Json::Bool(!made.is_virtual.is_set());
        Json::object([("expression", Some(expression)), ("stored", Some(stored))])
    });
    let field = column.field.unraw().to_string();
    let name = (field != column.name).then(|| Json::text(column.name.clone()));
    Json::object([
        ("name", name),
        ("nullable", made.nullable.value().map(Json::Bool)),
        ("serial", Json::flag(made.serial.is_set())),
        ("identity", made.identity.get().map(identity)),
        ("default", made.typed.default().map(Json::Text)),
        ("generated", generated),
        ("collation", collation(&made.typed.collate)),
        ("comment", made.described.comment(&column.source.attrs).map(Json::Text)),
        ("storage", made.storage.value().map(Json::text)),
        ("compression", made.compression.value().map(Json::text)),
        ("statistics", made.statistics.value().map(Json::Number)),
        ("renamed_from", literal(&made.described.renamed_from)),
    ])
}

fn identity(made: &Identity) -> Json {
    Json::object([
        ("always", Some(Json::Bool(made.is_always()))),
        ("start", made.start.value().map(Json::Number)),
        ("increment", made.increment.value().map(Json::Number)),
        ("minimum", made.minvalue.value().map(Json::Number)),
        ("maximum", made.maxvalue.value().map(Json::Number)),
        ("cache", made.cache.value().map(Json::Number)),
        ("cycle", Json::flag(made.cycle.is_set())),
    ])
}
