//! The edges of `pg_depend` that no other row tells.

use super::{Draft, Fields, Part, address::Address, draft::Target, error::Halt};
use crate::version::ServerVersion;

pub(super) const DEPENDENCIES: Part = Part { of: "dependencies", query, row: read };

/// Left out is what the arrays of constraints, indexes and sequences say already, which is most of it.
///
/// Both ends are made plain on the way: the rule of a view is the view, a table in a publication is
/// the publication, an array is its element, a multirange its range, a row type its relation, and a
/// member of an extension the extension.
fn query(_: ServerVersion) -> String {
    "WITH edge AS (
       SELECT
         CASE WHEN r.oid IS NOT NULL THEN 'pg_class'::regclass::oid
           WHEN p.oid IS NOT NULL THEN 'pg_publication'::regclass::oid
           ELSE d.classid END AS classid,
         coalesce(r.ev_class, p.prpubid, d.objid) AS objid, d.objsubid,
         CASE WHEN coalesce(e.typrelid, t.typrelid) > 0 THEN 'pg_class'::regclass::oid
           ELSE d.refclassid END AS refclassid,
         coalesce(nullif(coalesce(e.typrelid, t.typrelid), 0), m.rngtypid, e.oid, d.refobjid) AS refobjid,
         d.refobjsubid
       FROM pg_depend d
       LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
         AND r.rulename = '_RETURN'
       LEFT JOIN pg_publication_rel p ON d.classid = 'pg_publication_rel'::regclass
         AND p.oid = d.objid
       LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
       LEFT JOIN pg_type e ON t.typcategory = 'A' AND e.oid = t.typelem
       LEFT JOIN pg_range m ON m.rngmultitypid = coalesce(e.oid, t.oid)
       WHERE d.objid >= 16384 AND d.deptype IN ('n', 'a')
         AND (d.refobjid >= 16384 OR d.refclassid = 'pg_namespace'::regclass)
         AND NOT (d.refclassid = 'pg_namespace'::regclass AND d.classid = 'pg_class'::regclass)
         AND NOT (d.refclassid = 'pg_class'::regclass AND (
           d.classid = 'pg_constraint'::regclass
           OR d.classid = 'pg_attrdef'::regclass AND d.deptype = 'a'
           OR d.classid = 'pg_class'::regclass AND d.objsubid = 0 AND d.objid NOT IN (
             SELECT indexrelid FROM pg_index WHERE indexprs IS NOT NULL OR indpred IS NOT NULL)))
     )
     SELECT d.classid, d.objid, d.objsubid, coalesce(x.refclassid, d.refclassid),
       coalesce(x.refobjid, d.refobjid), CASE WHEN x.refobjid IS NULL THEN d.refobjsubid ELSE 0 END
     FROM edge d LEFT JOIN pg_depend x ON x.classid = d.refclassid AND x.objid = d.refobjid
       AND x.refclassid = 'pg_extension'::regclass AND x.deptype = 'e'"
        .to_owned()
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let from = read_address(fields)?;
    let to = read_address(fields)?;
    if let Some(id) = draft.near(from) {
        draft.depends(id, vec![Target::At(to)]);
    }
    Ok(())
}

fn read_address(fields: &mut Fields<'_>) -> Result<Address, Halt> {
    Ok(Address { class: fields.parse()?, object: fields.parse()?, column: fields.parse()? })
}
