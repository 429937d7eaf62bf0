//! Tables, and the names of everything else that has columns.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
    fold::Fold,
    lock::with_blocked,
    namespace::members_in,
};
use crate::{
    schema::{Object, ObjectId, Persistence, Table},
    version::ServerVersion,
};

pub(super) const TABLES: Part = Part { of: "tables", query, row: read };

pub(super) const INHERITANCE: Part =
    Part { of: "inheritance", query: query_inheritance, row: read_inheritance };

/// The text is the query of a view, the key of a partitioned table, or the server of a foreign one.
fn query(_: ServerVersion) -> String {
    format!(
        "{}
         SELECT c.oid, CASE WHEN c.relkind = 'c' THEN c.reltype END,
           c.relnamespace, c.relname, c.relkind, c.relpersistence,
           c.reloptions, t.reloptions,
           CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
           CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, 0) END,
           CASE WHEN c.relkind IN ('v', 'm', 'p') THEN b.relation END,
           CASE
             WHEN c.relkind = 'f' THEN (SELECT format('server %I options %s', s.srvname, f.ftoptions)
               FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
               WHERE f.ftrelid = c.oid)
             WHEN c.relkind IN ('r', 'c') THEN ''
             WHEN b.relation IS NOT NULL THEN NULL
             WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid)
             WHEN c.relispopulated THEN pg_get_viewdef(c.oid)
             ELSE pg_get_viewdef(c.oid) || ' WITH NO DATA' END
         FROM pg_class c
         LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
         LEFT JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
           AND c.relkind IN ('v', 'm')
         LEFT JOIN blocked b ON b.objid = coalesce(r.oid, c.oid) AND b.classid = CASE
           WHEN r.oid IS NULL THEN 'pg_class'::regclass ELSE 'pg_rewrite'::regclass END
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.relpersistence <> 't'
           AND c.oid >= 16384 AND c.oid NOT IN {}",
        with_blocked(),
        members_in("pg_class")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, row_type) = (fields.parse()?, fields.parse_optional()?);
    let (namespace, name) = (fields.parse()?, fields.text()?);
    let Some(name) = draft.qualify(namespace, name) else { return Ok(()) };
    let kind = fields.text()?;
    let persistence = persistence(fields)?;
    let mut options = fields.array()?;
    options.extend(fields.array()?.into_iter().map(|option| format!("toast.{option}")));
    let (of_type, bound) = (fields.optional()?, fields.optional()?);
    let text = fields.expression()?;
    let fold = match (kind, of_type, bound) {
        ("v", ..) => Some(Fold::new("view", text)),
        ("m", ..) => Some(Fold::new("materialized view", text)),
        ("f", ..) => Some(Fold::new("foreign table", text)),
        ("c", ..) => Some(Fold::in_order("composite type", oid)),
        ("p", ..) => Some(Fold::new("partitioned table", &format!("partition by {text}"))),
        (_, _, Some(_)) => Some(Fold::new("partition", text)),
        (_, Some(_), _) => Some(Fold::new("typed table", text)),
        _ => None,
    };
    if let Some(mut fold) = fold {
        fold.facts.extend(of_type.map(|of_type| format!("of {of_type}")));
        fold.facts.extend(bound.map(str::to_owned));
        draft.folds.insert(name.clone(), fold);
    }
    draft.relations.insert(oid, name.clone());
    if let Some(row_type) = row_type {
        draft.locate(Address::whole(class::TYPE, row_type), ObjectId::Table(name.clone()));
    }
    let object = Object::Table(Table { persistence, options });
    draft.place(Address::whole(class::RELATION, oid), ObjectId::Table(name), object);
    Ok(())
}

/// The next field as `relpersistence`.
pub(super) fn persistence(fields: &mut Fields<'_>) -> Result<Persistence, Halt> {
    match fields.text()? {
        "p" => Ok(Persistence::Logged),
        "u" => Ok(Persistence::Unlogged),
        other => Err(fields.malformed(Some(other)).into()),
    }
}

/// Partitions and their indexes stand here as well as children.
fn query_inheritance(_: ServerVersion) -> String {
    "SELECT i.inhrelid, i.inhparent, i.inhdetachpending,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname) FROM pg_attribute
         WHERE attrelid = i.inhrelid AND attnum > 0 AND attislocal AND NOT attisdropped),
       (SELECT string_agg(quote_ident(conname), ', ' ORDER BY conname) FROM pg_constraint
         WHERE conrelid = i.inhrelid AND conislocal)
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE c.relpersistence <> 't' ORDER BY i.inhrelid, i.inhseqno"
        .to_owned()
}

fn read_inheritance(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (child, parent) = (fields.parse()?, fields.parse()?);
    let pending = if fields.flag()? { ", being detached" } else { "" };
    let [Some(child), Some(parent)] = [child, parent].map(|oid: u32| draft.relations.get(&oid))
    else {
        note_attachment(draft, child, parent);
        return Ok(());
    };
    let (child, parent) = (child.clone(), parent.clone());
    let fold = draft.folds.entry(child.clone(), "inheritance child");
    fold.facts.push(format!("inherits {}.{}{pending}", parent.schema, parent.name));
    for declared in ["columns", "constraints"] {
        fold.facts.extend(fields.optional()?.map(|names| format!("its own {declared}: {names}")));
    }
    draft.folds.entry(parent.clone(), "inheritance parent");
    draft.depends(ObjectId::Table(child), vec![Target::Id(ObjectId::Table(parent))]);
    Ok(())
}

/// An index of a partition that is attached to one of the partitioned table.
fn note_attachment(draft: &mut Draft, child: u32, parent: u32) {
    let id = |oid| draft.at(Address::whole(class::RELATION, oid));
    let (Some(child), Some(parent)) = (id(child), id(parent)) else { return };
    let table = match draft.schema.objects.get(&child) {
        Some(Object::Index(index)) => Some(&index.table),
        _ => child.table(),
    };
    let fact = format!("{child} attached to {parent}");
    if let Some(table) = table.cloned() {
        draft.folds.entry(table, "partition").facts.push(fact);
    }
}
