//! What the attributes say, as the text that the runtime reads: one file for each kind of object.
//!
//! Its form is that of `aludel`'s `model::document`, column names in the place of fields.

mod column;
mod constraint;
mod index;
mod table;

use syn::{Ident, LitStr, Path};

pub(crate) use self::table::attributes;
use crate::{
    attribute::{Once, index::Collation, options::Options, unique::Deferral},
    json::Json,
    model::Model,
};

/// The models that a model speaks of, in the order in which it does.
#[derive(Default)]
pub(crate) struct Models<'a> {
    pub(crate) paths: Vec<&'a Path>,
}

impl<'a> Models<'a> {
    /// Takes a model, and returns its place among them.
    fn place(&mut self, path: &'a Path) -> Json {
        self.paths.push(path);
        Json::Number(i64::try_from(self.paths.len() - 1).unwrap_or(i64::MAX))
    }
}

fn literal(text: &Once<LitStr>) -> Option<Json> {
    text.get().map(|text| Json::text(text.value()))
}

fn columns(model: &Model<'_>, fields: &[Ident]) -> Json {
    Json::texts(fields.iter().map(|field| model.column_name(field)))
}

fn include(model: &Model<'_>, fields: &Once<Vec<Ident>>) -> Option<Json> {
    fields.get().map(|fields| columns(model, fields))
}

fn options(options: &Once<Options>) -> Option<Json> {
    let pairs = options.get()?.iter().cloned();
    Json::list(pairs.map(|(name, value)| Json::texts([name, value])))
}

fn deferral(deferrable: &Once<Deferral>) -> Option<Json> {
    Some(match deferrable.get()? {
        Deferral::Immediate => Json::text("immediate"),
        Deferral::Deferred => Json::text("deferred"),
    })
}

fn collation(collation: &Once<Collation>) -> Option<Json> {
    let Collation { schema, name } = collation.get()?;
    Some(Json::object([
        ("schema", schema.as_ref().map(|schema| Json::text(schema.value()))),
        ("name", Some(Json::text(name.value()))),
    ]))
}
