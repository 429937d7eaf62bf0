//! A column as `CREATE TABLE` and `ADD COLUMN` write it.

use super::{Place, identity, not_null};
use crate::{
    diff::serial,
    render::{Ends, expression},
    schema::{Column, GeneratedKind, Object, ObjectId, Schema},
    type_name,
};

/// The name, the type and all that belongs to the column alone.
pub(in crate::render) fn definition(place: Place<'_>, column: &Column, ends: Ends<'_>) -> String {
    let (table, name) = place;
    let schema = ends.to;
    // `serial` makes a sequence, also where one of that name is there and only changes its owner.
    let sequence = serial::sequence_of(schema, table, name)
        .filter(|sequence| !ends.from.objects.contains_key(&ObjectId::Sequence(sequence.clone())));
    if let Some(keyword) = sequence.and_then(|_| serial::keyword(&column.data_type)) {
        let not_null = not_null_words(place, schema, true);
        return format!("{name} {keyword}{not_null}");
    }
    let mut words = format!("{name} {}", type_name::written(&column.data_type));
    if let Some(method) = &column.compression {
        words.push_str(&format!(" COMPRESSION {method}"));
    }
    if let Some(collation) = &column.collation {
        words.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(generated) = &column.generated {
        let kept = match generated.kind {
            GeneratedKind::Stored => "STORED",
            GeneratedKind::Virtual => "VIRTUAL",
        };
        let expression = expression::stable(expression::bare(&generated.expression));
        words.push_str(&format!(" GENERATED ALWAYS AS ({expression}) {kept}"));
    }
    let id = (table.clone(), name.clone());
    if let Some(Object::Default(default)) =
        schema.objects.get(&ObjectId::Default(id.0.clone(), id.1.clone()))
    {
        let expression = expression::default(&default.expression, &column.data_type);
        words.push_str(&format!(" DEFAULT {expression}"));
    }
    let identity = schema.objects.get(&ObjectId::Identity(id.0, id.1));
    if let Some(Object::Identity(identity)) = identity {
        words.push_str(&format!(" {}", identity::definition(place, identity)));
    }
    words + &not_null_words(place, schema, identity.is_some())
}

/// ` NOT NULL`, unless the column implies it and it bears no name of its own.
fn not_null_words((table, name): Place<'_>, schema: &Schema, implied: bool) -> String {
    match schema.objects.get(&ObjectId::NotNull(table.clone(), name.clone())) {
        Some(Object::NotNull(not_null)) if !implied || not_null.name.is_some() => {
            format!(" {}", not_null::words(not_null))
        }
        _ => String::new(),
    }
}
