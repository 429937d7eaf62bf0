//! Constraints.

use syn::{Ident, ext::IdentExt};

use super::{Models, columns, deferral, include, literal, options};
use crate::{
    attribute::{
        Once,
        check::Check,
        exclusion::Exclusion,
        foreign_key::{Action, ForeignKey, Word},
        unique::Unique,
    },
    json::Json,
    model::Model,
};

/// A primary key.
pub(super) fn primary_key(model: &Model<'_>, made: &Unique) -> Json {
    key("primary_key", model, made)
}

/// A unique constraint.
pub(super) fn unique(model: &Model<'_>, made: &Unique) -> Json {
    key("unique", model, made)
}

fn key(kind: &str, model: &Model<'_>, made: &Unique) -> Json {
    Json::object([
        ("kind", Some(Json::text(kind))),
        ("line", Some(Json::Number(made.line.into()))),
        ("name", literal(&made.name)),
        ("columns", Some(columns(model, &made.columns))),
        ("include", include(model, &made.include)),
        ("nulls_not_distinct", Json::flag(made.nulls_not_distinct.is_set())),
        ("deferral", deferral(&made.deferrable)),
        ("options", options(&made.with)),
    ])
}

/// A check.
pub(super) fn check(made: &Check) -> Json {
    Json::object([
        ("kind", Some(Json::text("check"))),
        ("line", Some(Json::Number(made.line.into()))),
        ("name", literal(&made.name)),
        ("expression", Some(Json::text(made.sql.value()))),
        ("no_inherit", Json::flag(made.no_inherit.is_set())),
    ])
}

/// An exclusion constraint; one without elements has been reported.
pub(super) fn exclusion(model: &Model<'_>, made: &Exclusion) -> Option<Json> {
    let elements = literal(&made.sql)?;
    Some(Json::object([
        ("kind", Some(Json::text("exclusion"))),
        ("line", Some(Json::Number(made.line.into()))),
        ("name", literal(&made.name)),
        ("method", Some(Json::text(made.method()))),
        ("elements", Some(elements)),
        ("include", include(model, &made.include)),
        ("predicate", literal(&made.where_sql)),
        ("deferral", deferral(&made.deferrable)),
        ("options", options(&made.with)),
    ]))
}

/// The foreign keys, of the fields first; one without a target has been reported.
pub(super) fn foreign_keys<'a>(model: &'a Model<'_>, models: &mut Models<'a>) -> Vec<Json> {
    let keys = model.foreign_keys();
    keys.filter_map(|(made, fields)| foreign_key(model, made, fields, models)).collect()
}

fn foreign_key<'a>(
    model: &Model<'_>,
    made: &'a ForeignKey,
    fields: &[Ident],
    models: &mut Models<'a>,
) -> Option<Json> {
    let references = match made.references.get() {
        None => Json::object([("sql", Some(literal(&made.references_sql)?))]),
        Some(reference) => {
            let fields = reference.fields.iter().map(|field| field.unraw().to_string());
            let target = Json::object([
                ("model", Some(models.place(&reference.model))),
                ("fields", Some(Json::texts(fields))),
            ]);
            Json::object([("model", Some(target))])
        }
    };
    Some(Json::object([
        ("line", Some(Json::Number(made.line.into()))),
        ("name", literal(&made.name)),
        ("columns", Some(columns(model, fields))),
        ("references", Some(references)),
        ("match_full", Json::flag(made.match_full.value() == Some(true))),
        ("on_delete", action(model, &made.on_delete)),
        ("on_update", action(model, &made.on_update)),
        ("deferral", deferral(&made.deferrable)),
    ]))
}

fn action(model: &Model<'_>, action: &Once<Action>) -> Option<Json> {
    let Action { word, columns: named } = action.get()?;
    let columns = || Some(columns(model, named));
    Some(match word {
        Word::NoAction => Json::text("no_action"),
        Word::Restrict => Json::text("restrict"),
        Word::Cascade => Json::text("cascade"),
        Word::SetNull => Json::object([("set_null", columns())]),
        Word::SetDefault => Json::object([("set_default", columns())]),
    })
}
