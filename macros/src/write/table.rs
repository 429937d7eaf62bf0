//! Tables.

use syn::ext::IdentExt;

use super::{Models, column, constraint, index, literal, options};
use crate::{
    json::Json,
    model::{Column, Model},
};

/// Everything that the attributes of a model say, and the models that they speak of.
pub(crate) fn attributes<'a>(model: &'a Model<'_>) -> (Json, Models<'a>) {
    let made = &model.attributes;
    let mut models = Models::default();
    let foreign_keys = constraint::foreign_keys(model, &mut models);
    let has_many = made.has_many.iter().map(|(child, line)| {
        let model = models.place(child);
        Json::object([("model", Some(model)), ("line", Some(Json::Number((*line).into())))])
    });
    let has_many = Json::list(has_many);
    let text = Json::object([
        ("renamed_from", literal(&made.described.renamed_from)),
        ("comment", made.described.comment(&model.input.attrs).map(Json::Text)),
        ("unlogged", Json::flag(made.unlogged.is_set())),
        ("options", options(&made.with)),
        ("lines", Json::list(model.columns.iter().map(|column| Json::Number(column.line.into())))),
        ("columns", columns(model)),
        ("constraints", constraints(model)),
        ("foreign_keys", Json::list(foreign_keys)),
        ("indexes", indexes(model)),
        ("has_many", has_many),
    ]);
    (text, models)
}

/// The columns of which anything is said, by their fields.
fn columns(model: &Model<'_>) -> Option<Json> {
    let members = model.columns.iter().filter_map(|one| match column::column(one) {
        Json::Object(members) if members.is_empty() => None,
        said => Some((one.field.unraw().to_string(), said)),
    });
    let members: Vec<_> = members.collect();
    (!members.is_empty()).then_some(Json::Object(members))
}

/// What the fields say in their order, then the struct.
fn constraints(model: &Model<'_>) -> Option<Json> {
    let made = &model.attributes;
    let on_struct = made.primary_key.get().map(|key| constraint::primary_key(model, key));
    let on_struct = on_struct
        .into_iter()
        .chain(made.uniques.iter().map(|key| constraint::unique(model, key)))
        .chain(made.checks.iter().map(constraint::check));
    let exclusions = made.exclusions.iter().filter_map(|made| constraint::exclusion(model, made));
    let on_fields = model.columns.iter().flat_map(|column| of_field(model, column));
    Json::list(on_fields.chain(on_struct).chain(exclusions))
}

fn of_field(model: &Model<'_>, column: &Column<'_>) -> Vec<Json> {
    let made = &column.attributes;
    let key = made.primary_key.get().map(|key| constraint::primary_key(model, key));
    let unique = made.unique.get().map(|key| constraint::unique(model, key));
    let checks = made.checks.iter().map(constraint::check);
    key.into_iter().chain(unique).chain(checks).collect()
}

fn indexes(model: &Model<'_>) -> Option<Json> {
    let on_fields = model.columns.iter().flat_map(|column| &column.attributes.indexes);
    let all = on_fields.chain(&model.attributes.indexes);
    Json::list(all.map(|made| index::index(model, made)))
}
