//! Indexes that stand on their own, from the raw columns of `pg_index`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
    index_key::RawKeys,
    lock::WITH_LOCKED,
};
use crate::{
    schema::{Index, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const OPERATOR_CLASSES: Part =
    Part { of: "operator classes", query: query_classes, row: read_class };

pub(super) const COLLATIONS: Part =
    Part { of: "collations of indexes", query: query_collations, row: read_collation };

pub(super) const INDEXES: Part = Part { of: "indexes", query: query_indexes, row: read_index };

/// What the numbers in the rows of indexes stand for.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub(super) classes: BTreeMap<u32, OperatorClass>,
    /// The access method and the type of every class that is a default.
    defaults: BTreeSet<(u32, u32)>,
    /// Collations as SQL.
    collations: BTreeMap<u32, String>,
}

/// An operator class.
#[derive(Debug)]
pub(super) struct OperatorClass {
    method: u32,
    input: u32,
    pub(super) default: bool,
    /// Whether it is the default of other types too, as `text_ops` is that of `varchar`.
    reaches: bool,
    /// What the index keeps, where it is not the input itself.
    pub(super) keeps: u32,
    pub(super) sql: String,
}

impl Dictionary {
    /// Whether an index over `data_type`, which is no domain, takes this class by itself.
    pub(super) fn is_default(&self, class: &OperatorClass, data_type: u32) -> bool {
        class.default
            && (class.input == data_type
                || class.reaches && !self.defaults.contains(&(class.method, data_type)))
    }

    /// A collation as SQL.
    pub(super) fn collation(&self, oid: u32) -> Option<String> {
        self.collations.get(&oid).cloned()
    }
}

/// A class is the default of another type than its own if that has none, and if this one is for any
/// array, enum, range or the like, or for the preferred type of a category.
fn query_classes(_: ServerVersion) -> String {
    "SELECT o.oid, o.opcmethod, o.opcintype, o.opcdefault,
       t.typtype = 'p' OR t.typispreferred, o.opckeytype,
       CASE WHEN n.nspname <> 'pg_catalog' THEN quote_ident(n.nspname) || '.' ELSE '' END
         || quote_ident(o.opcname)
     FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
     JOIN pg_type t ON t.oid = o.opcintype"
        .to_owned()
}

fn read_class(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let oid = fields.parse()?;
    let class = OperatorClass {
        method: fields.parse()?,
        input: fields.parse()?,
        default: fields.flag()?,
        reaches: fields.flag()?,
        keeps: fields.parse()?,
        sql: fields.text()?.to_owned(),
    };
    if class.default {
        draft.dictionary.defaults.insert((class.method, class.input));
    }
    draft.dictionary.classes.insert(oid, class);
    Ok(())
}

fn query_collations(_: ServerVersion) -> String {
    "SELECT oid, oid::regcollation::text FROM pg_collation
     WHERE oid IN (SELECT unnest(indcollation) FROM pg_index)"
        .to_owned()
}

fn read_collation(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    draft.dictionary.collations.insert(fields.parse()?, fields.text()?.to_owned());
    Ok(())
}

/// An index with an expression or a predicate is printed with its table open; the others need no
/// function at all. The whole print is asked for only where the collation of an expression may
/// differ from that of the key, which nothing else tells. What can be set on a single key are the
/// parameters of its operator class, which no class of a B-tree has, and the statistics target of an
/// expression.
fn query_indexes(version: ServerVersion) -> String {
    let nulls_not_distinct = if version.major() < 15 { "false" } else { "i.indnullsnotdistinct" };
    let attributes = |value: &str, condition: &str| {
        format!(
            "CASE WHEN {condition} THEN ARRAY(SELECT {value} FROM pg_attribute a
               WHERE a.attrelid = i.indexrelid ORDER BY a.attnum) END"
        )
    };
    format!(
        "{WITH_LOCKED}
         SELECT i.indexrelid, i.indrelid, c.relname, m.amname, i.indisunique, {nulls_not_distinct},
           i.indisvalid AND i.indisready AND i.indislive, c.reloptions,
           i.indnkeyatts, i.indkey, i.indclass, i.indcollation, i.indoption, {}, {}, {},
           l.relation, i.indpred IS NOT NULL,
           CASE WHEN l.relation IS NULL THEN pg_get_expr(i.indpred, i.indrelid) END,
           CASE WHEN i.indexprs IS NOT NULL AND l.relation IS NULL THEN ARRAY(SELECT e.text FROM
             (SELECT k, pg_get_indexdef(i.indexrelid, k, false) FROM generate_series(1, i.indnkeyatts) k
              WHERE i.indkey[k - 1] = 0) e (k, text) WHERE e.text IS NOT NULL ORDER BY e.k) END,
           CASE WHEN i.indexprs IS NOT NULL AND l.relation IS NULL AND EXISTS (
             SELECT FROM pg_attribute a WHERE a.attrelid IN (i.indexrelid, i.indrelid)
               AND a.attcollation NOT IN (0, 100)) THEN pg_get_indexdef(i.indexrelid) END
         FROM pg_index i
         JOIN pg_class c ON c.oid = i.indexrelid
         JOIN pg_am m ON m.oid = c.relam
         LEFT JOIN locked l ON l.relation = i.indrelid
           AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
         WHERE i.indrelid >= 16384 AND c.relpersistence <> 't'
           AND NOT EXISTS (SELECT FROM pg_constraint k
             WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))",
        attributes("a.atttypid", "i.indexprs IS NOT NULL"),
        attributes("coalesce(a.attoptions::text, '{}')", "m.amname <> 'btree'"),
        attributes("coalesce(a.attstattarget, -1)", "i.indexprs IS NOT NULL"),
    )
}

fn read_index(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, relation) = (fields.parse()?, fields.parse()?);
    let Some(table) = draft.relations.get(&relation).cloned() else { return Ok(()) };
    let id = ObjectId::Index(table.sibling(fields.name()?));
    let mut index = Index {
        table,
        method: fields.text()?.to_owned(),
        unique: fields.flag()?,
        nulls_not_distinct: fields.flag()?,
        valid: fields.flag()?,
        options: fields.array()?,
        keys: Vec::new(),
        include: Vec::new(),
        predicate: None,
    };
    let mut keys = RawKeys {
        relation,
        count: fields.parse()?,
        columns: fields.numbers()?,
        classes: fields.numbers()?,
        collations: fields.numbers()?,
        options: fields.numbers()?,
        types: fields.numbers()?,
        parameters: fields.array()?,
        statistics: fields.numbers()?,
        ..RawKeys::default()
    };
    if let blocker @ Some(_) = fields.parse_optional()? {
        return Err(Halt::Blocked { relation: blocker });
    }
    if fields.flag()? {
        index.predicate =
            Some(fields.optional()?.ok_or(Halt::Vanished { source: None })?.to_owned());
    } else {
        fields.optional()?;
    }
    keys.expressions = fields.array()?;
    keys.whole = fields.optional()?.map(str::to_owned);
    index.keys = keys.read(draft)?;
    index.include = keys.include(draft);
    let columns = Draft::columns(relation, &keys.columns);
    let targets = std::iter::once(Target::relation(relation)).chain(columns).collect();
    draft.depends(id.clone(), targets);
    draft.place(Address::whole(class::RELATION, oid), id, Object::Index(index));
    Ok(())
}
