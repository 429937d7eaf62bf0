//! Columns that a human would write as `serial`.

use crate::{
    name::{Name, QualifiedName},
    schema::{Object, ObjectId, Persistence, Schema, Sequence},
};

/// The sequence behind a column that `serial` creates with exactly these attributes, if it is one.
pub(crate) fn sequence_of(
    schema: &Schema,
    table: &QualifiedName,
    column: &Name,
) -> Option<QualifiedName> {
    let Object::Column(shape) =
        schema.objects.get(&ObjectId::Column(table.clone(), column.clone()))?
    else {
        return None;
    };
    let name = table.sibling(Name::given(table.name.as_str(), Some(column.as_str()), "seq"));
    let Object::Sequence(sequence) = schema.objects.get(&ObjectId::Sequence(name.clone()))? else {
        return None;
    };
    let Object::SequenceOwner(owner) =
        schema.objects.get(&ObjectId::SequenceOwner(name.clone()))?
    else {
        return None;
    };
    let Object::Default(default) =
        schema.objects.get(&ObjectId::Default(table.clone(), column.clone()))?
    else {
        return None;
    };
    let serial = keyword(&shape.data_type).is_some()
        && *sequence == fresh(&shape.data_type)?
        && owner.table == *table
        && owner.column == *column
        && default.expression == next_value(&name)
        && schema.objects.contains_key(&ObjectId::NotNull(table.clone(), column.clone()));
    serial.then_some(name)
}

/// The pseudo-type that stands for a column type.
pub(crate) fn keyword(data_type: &str) -> Option<&'static str> {
    match data_type {
        "smallint" => Some("smallserial"),
        "integer" => Some("serial"),
        "bigint" => Some("bigserial"),
        _ => None,
    }
}

/// The default that takes its values from a sequence, in the server's print.
pub(crate) fn next_value(sequence: &QualifiedName) -> String {
    // The print is made with an empty search path, so that `public` stands there.
    let name = format!("{}.{}", sequence.schema, sequence.name);
    format!("nextval('{}'::regclass)", name.replace('\'', "''"))
}

fn fresh(data_type: &str) -> Option<Sequence> {
    let maximum = match data_type {
        "smallint" => i64::from(i16::MAX),
        "integer" => i64::from(i32::MAX),
        "bigint" => i64::MAX,
        _ => return None,
    };
    Some(Sequence {
        data_type: data_type.to_owned(),
        start: 1,
        increment: 1,
        minimum: 1,
        maximum,
        cache: 1,
        cycle: false,
        persistence: Persistence::Logged,
    })
}
