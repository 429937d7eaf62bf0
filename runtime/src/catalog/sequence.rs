//! Sequences: those that stand on their own, and those inside identity columns.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
    namespace::members_in,
    table,
};
use crate::{
    name::{Name, QualifiedName},
    schema::{Fact, Identity, Object, ObjectId, Sequence, SequenceOwner},
    version::ServerVersion,
};

pub(super) const SEQUENCES: Part = Part { of: "sequences", query, row: read };

/// The dependency on a column is `i` inside an identity column, and `a` for `OWNED BY`.
fn query(_: ServerVersion) -> String {
    format!(
        "SELECT c.oid, c.relnamespace, c.relname, c.relpersistence, format_type(s.seqtypid, NULL),
           s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
           d.deptype, d.refobjid, d.refobjsubid, a.attidentity
         FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
         LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
           AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
         LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
         WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND c.oid NOT IN {}",
        members_in("pg_class")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let oid: u32 = fields.parse()?;
    let (namespace, name) = (fields.parse()?, fields.text()?);
    let Some(name) = draft.qualify(namespace, name) else { return Ok(()) };
    let persistence = table::persistence(fields)?;
    let sequence = Sequence {
        data_type: fields.text()?.to_owned(),
        start: fields.parse()?,
        increment: fields.parse()?,
        minimum: fields.parse()?,
        maximum: fields.parse()?,
        cache: fields.parse()?,
        cycle: fields.flag()?,
        persistence,
    };
    let internal = fields.optional()? == Some("i");
    let owner = (fields.parse_optional()?.unwrap_or(0), fields.parse_optional()?.unwrap_or(0));
    let always = fields.optional()? == Some("a");
    let address = Address::whole(class::RELATION, oid);
    if internal {
        let Some((table, column)) = owner_names(draft, owner) else { return Ok(()) };
        let id = ObjectId::Identity(table.clone(), column.clone());
        let not_null = ObjectId::NotNull(table.clone(), column.clone());
        draft.depends(id.clone(), vec![Target::Id(not_null)]);
        draft.place(address, id, Object::Identity(identity(&sequence, name, always)));
        note_oddities(draft, address, &sequence, (table, column));
    } else {
        if let Some((table, column)) = owner_names(draft, owner) {
            let id = ObjectId::SequenceOwner(name.clone());
            draft.depends(id.clone(), vec![Target::At(Address::column(owner.0, owner.1))]);
            let object = Object::SequenceOwner(SequenceOwner { table, column });
            draft.schema.objects.insert(id, object);
        }
        draft.place(address, ObjectId::Sequence(name), Object::Sequence(sequence));
    }
    Ok(())
}

/// An identity takes its data type from the column, and its persistence from the table.
fn note_oddities(
    draft: &mut Draft,
    address: Address,
    sequence: &Sequence,
    (table, column): (QualifiedName, Name),
) {
    let objects = &draft.schema.objects;
    let persistence = match objects.get(&ObjectId::Table(table.clone())) {
        // Every sequence is logged before 15.
        Some(Object::Table(table)) if draft.schema.version.major() >= 15 => table.persistence,
        _ => sequence.persistence,
    };
    let odd_type = match objects.get(&ObjectId::Column(table, column)) {
        Some(Object::Column(column)) => column.data_type != sequence.data_type,
        _ => false,
    };
    if persistence != sequence.persistence {
        let definition = format!("{:?}", sequence.persistence).to_lowercase();
        draft.note_fact(Fact::Persistence, "of", address, definition);
    }
    if odd_type {
        draft.note_fact(Fact::DataType, "of", address, sequence.data_type.clone());
    }
}

/// The names of the column that owns a sequence.
fn owner_names(draft: &Draft, (relation, column): (u32, i16)) -> Option<(QualifiedName, Name)> {
    Some((draft.relations.get(&relation)?.clone(), draft.column(relation, column)?.clone()))
}

/// An identity without the options that PostgreSQL would give by itself.
fn identity(sequence: &Sequence, name: QualifiedName, always: bool) -> Identity {
    let (least, greatest) = match sequence.data_type.as_str() {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let ascending = sequence.increment > 0;
    let (minimum, maximum) = if ascending { (1, greatest) } else { (least, -1) };
    let start = if ascending { sequence.minimum } else { sequence.maximum };
    let unless = |value: i64, usual: i64| (value != usual).then_some(value);
    Identity {
        always,
        sequence: name,
        start: unless(sequence.start, start),
        increment: unless(sequence.increment, 1),
        minimum: unless(sequence.minimum, minimum),
        maximum: unless(sequence.maximum, maximum),
        cache: unless(sequence.cache, 1),
        cycle: sequence.cycle,
    }
}
