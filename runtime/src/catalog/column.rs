//! Columns, and their defaults, generation and refusal of nulls.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Attribute,
    error::Halt,
    lock::WITH_LOCKED,
    unmodelled,
};
use crate::{
    name::{Name, QualifiedName},
    schema::{
        Column, Default, Fact, Generated, GeneratedKind, NotNull, Object, ObjectId, Position,
    },
    version::ServerVersion,
};

pub(super) const COLUMNS: Part = Part { of: "columns", query, row: read };

/// A plain default holds no column, so that it is printed without the relation and its lock.
fn query(version: ServerVersion) -> String {
    let (constraint, join) = match version.major() {
        ..18 => ("", ""),
        18.. => (
            "k.conname, k.convalidated, k.connoinherit, k.oid,",
            "LEFT JOIN pg_constraint k ON k.contype = 'n' AND k.conrelid = a.attrelid
               AND k.conkey[1] = a.attnum",
        ),
    };
    format!(
        "{WITH_LOCKED}
         SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.attcollation,
           format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
           CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
           a.attcompression, nullif(a.attstattarget, -1), a.attoptions, a.attfdwoptions,
           CASE WHEN a.attacl IS NOT NULL THEN {} END,
           a.attnotnull, {constraint} a.attgenerated, d.oid,
           CASE WHEN a.attgenerated <> '' THEN l.relation END,
           CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, 0)
             WHEN l.relation IS NULL THEN pg_get_expr(d.adbin, d.adrelid) END
         FROM pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid
         JOIN pg_type t ON t.oid = a.atttypid
         LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         LEFT JOIN locked l ON l.relation = a.attrelid
         {join}
         WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid >= 16384
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.relpersistence <> 't'",
        unmodelled::privileges("a.attacl", "c.relowner")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (relation, number) = (fields.parse()?, fields.parse()?);
    let Some(table) = draft.relations.get(&relation).cloned() else { return Ok(()) };
    let name = fields.name()?;
    let data_type = fields.parse()?;
    let attribute = Attribute { name: name.clone(), data_type, collation: fields.parse()? };
    draft.attributes.insert((relation, number), attribute);
    let mut column = Column {
        position: Position(number),
        data_type: fields.text()?.to_owned(),
        collation: fields.optional()?.map(str::to_owned),
        generated: None,
        storage: storage(fields)?,
        compression: compression(fields)?,
        statistics: fields.parse_optional()?,
        options: fields.array()?,
    };
    if let Some(options) = fields.optional()? {
        let fact = format!("column {name} options {options}");
        draft.folds.entry(table.clone(), "foreign table").facts.push(fact);
    }
    let grants = fields.optional()?.filter(|&grants| grants != unmodelled::NO_PRIVILEGES);
    read_not_null(fields, draft, &table, &name)?;
    column.generated = read_expression(fields, draft, &table, &name)?;
    let id = ObjectId::Column(table, name);
    let address = Address::column(relation, number);
    draft.schema.objects.insert(id, Object::Column(column));
    if let Some(grants) = grants {
        draft.note_fact(Fact::Grants, "on", address, grants.to_owned());
    }
    Ok(())
}

fn storage(fields: &mut Fields<'_>) -> Result<Option<String>, Halt> {
    let word = match fields.optional()? {
        None => return Ok(None),
        Some("p") => "plain",
        Some("e") => "external",
        Some("x") => "extended",
        Some("m") => "main",
        other => return Err(fields.malformed(other).into()),
    };
    Ok(Some(word.to_owned()))
}

fn compression(fields: &mut Fields<'_>) -> Result<Option<String>, Halt> {
    let word = match fields.text()? {
        "" => return Ok(None),
        "p" => "pglz",
        "l" => "lz4",
        other => return Err(fields.malformed(Some(other)).into()),
    };
    Ok(Some(word.to_owned()))
}

/// Before 18 there is no constraint behind the refusal, and nothing to read about it.
fn read_not_null(
    fields: &mut Fields<'_>,
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Name,
) -> Result<(), Halt> {
    let refuses = fields.flag()?;
    let mut not_null = NotNull { name: None, validated: true, no_inherit: false };
    let id = ObjectId::NotNull(table.clone(), column.clone());
    if draft.schema.version.major() >= 18 {
        let given = Name::given(table.name.as_str(), Some(column.as_str()), "not_null");
        let name = fields.optional()?.map(Name::from);
        let (validated, no_inherit) = (fields.optional()?, fields.optional()?);
        if let Some(constraint) = fields.parse_optional()? {
            draft.locate(Address::whole(class::CONSTRAINT, constraint), id.clone());
            not_null = NotNull {
                name: name.filter(|name| *name != given),
                validated: validated == Some("t"),
                no_inherit: no_inherit == Some("t"),
            };
        }
    }
    if refuses {
        draft.schema.objects.insert(id, Object::NotNull(not_null));
    }
    Ok(())
}

/// Reads the expression of a column: that of its default, which gets a place of its own, or the one
/// that generates it, which is returned.
fn read_expression(
    fields: &mut Fields<'_>,
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Name,
) -> Result<Option<Generated>, Halt> {
    let kind = match fields.text()? {
        "" => None,
        "s" => Some(GeneratedKind::Stored),
        "v" => Some(GeneratedKind::Virtual),
        other => return Err(fields.malformed(Some(other)).into()),
    };
    let Some(oid) = fields.parse_optional()? else { return Ok(None) };
    let expression = fields.expression()?.to_owned();
    let address = Address::whole(class::ATTRIBUTE_DEFAULT, oid);
    match kind {
        None => {
            let id = ObjectId::Default(table.clone(), column.clone());
            draft.place(address, id, Object::Default(Default { expression }));
            Ok(None)
        }
        Some(kind) => {
            let id = ObjectId::Column(table.clone(), column.clone());
            draft.locate(address, id);
            Ok(Some(Generated { kind, expression }))
        }
    }
}
