//! Foreign keys, whose targets are other models.

use super::{
    Found, Listed,
    table::qualified,
    written::{ForeignKey, Target},
};
use crate::model::{
    ModelId,
    document::{Constraint, ConstraintKind, DocumentError, Place, Reference},
};

/// A foreign key with its target resolved.
pub(super) fn foreign_key(
    key: &ForeignKey,
    model: &Listed,
    found: &Found,
) -> Result<Constraint, DocumentError> {
    let references = match &key.references {
        Target::Sql(sql) => Reference::Sql(sql.clone()),
        Target::Model { model: at, fields } => reference(model.spoken_of(*at)?, fields, found),
    };
    Ok(Constraint {
        name: key.name.clone(),
        line: key.line,
        kind: ConstraintKind::ForeignKey {
            columns: key.columns.clone(),
            references,
            match_full: key.match_full,
            on_delete: key.on_delete.clone(),
            on_update: key.on_update.clone(),
        },
        deferral: key.deferral,
        options: Vec::new(),
    })
}

fn reference(target: &ModelId, fields: &[String], found: &Found) -> Reference {
    let columns = match found.model(target) {
        Some(listed) if fields.is_empty() => listed.primary_key(),
        Some(listed) => fields.iter().map(|field| listed.column(field)).collect(),
        None => Vec::new(),
    };
    Reference::Model {
        model: target.model.to_owned(),
        place: Place::new(target.file, target.line),
        table: qualified(target),
        columns,
    }
}
