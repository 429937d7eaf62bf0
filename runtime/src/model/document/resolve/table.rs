//! Tables.

use super::{Found, Listed, foreign_key, named, types};
use crate::{
    model::{
        ModelId,
        document::{Column, DocumentError, HasMany, Table},
    },
    name::QualifiedName,
};

/// A table with all that lies in it.
pub(super) fn table(model: &Listed, found: &Found) -> Result<Table, DocumentError> {
    let (id, said) = (&model.def.id, &model.attributes);
    let foreign_keys = said.foreign_keys.iter();
    let foreign_keys = foreign_keys.map(|key| foreign_key::foreign_key(key, model, found));
    let foreign_keys = foreign_keys.collect::<Result<Vec<_>, _>>()?;
    let mut table = Table {
        model: id.model.to_owned(),
        name: qualified(id),
        file: id.file.to_owned(),
        line: id.line,
        renamed_from: said.renamed_from.clone(),
        comment: said.comment.clone(),
        unlogged: said.unlogged,
        options: said.options.clone(),
        columns: columns(model),
        constraints: said.constraints.iter().cloned().chain(foreign_keys).collect(),
        indexes: said.indexes.clone(),
        has_many: has_many(model)?,
    };
    named::by_convention(&mut table, &model.naming);
    Ok(table)
}

/// The name of a model's table.
pub(super) fn qualified(model: &ModelId) -> QualifiedName {
    QualifiedName::new(model.schema, model.table)
}

fn columns(model: &Listed) -> Vec<Column> {
    // A line that is missing is no reason to refuse a model.
    let lines = model.attributes.lines.iter().copied().chain(std::iter::repeat(model.def.id.line));
    let columns = model.def.columns.iter().zip(lines).map(|((field, column), line)| {
        let said = model.attributes.columns.get(*field);
        Column {
            field: (*field).to_owned(),
            name: model.column(field),
            line,
            data_type: types::sql(column.data_type),
            nullable: said.and_then(|said| said.nullable).unwrap_or(column.nullable),
            attributes: said.map(|said| said.attributes.clone()).unwrap_or_default(),
        }
    });
    columns.collect()
}

fn has_many(model: &Listed) -> Result<Vec<HasMany>, DocumentError> {
    let said = model.attributes.has_many.iter().map(|said| {
        let child = model.spoken_of(said.model)?;
        Ok(HasMany { model: child.model.to_owned(), table: qualified(child), line: said.line })
    });
    said.collect()
}
