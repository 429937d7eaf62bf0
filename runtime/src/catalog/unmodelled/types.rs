//! Types other than enums, domains and composites; and what a domain has no field for.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![ranges(), base_types()]
}

pub(super) fn facts(version: ServerVersion) -> Vec<String> {
    if version.major() < 17 { Vec::new() } else { vec![domain_not_nulls()] }
}

fn ranges() -> String {
    format!(
        "SELECT 'range type', 'pg_type'::regclass::oid, t.oid, t.typowner, t.typacl, 'T', NULL,
           concat_ws(' ', r.rngsubtype::regtype, r.rngcollation::regcollation, o.opcname,
             r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)
         FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid JOIN pg_opclass o ON o.oid = r.rngsubopc
         WHERE t.oid >= 16384 AND t.typnamespace = {USER_NAMESPACES}"
    )
}

/// An array is told with its element, a multirange with its range.
fn base_types() -> String {
    format!(
        "SELECT CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END,
           'pg_type'::regclass::oid, t.oid, t.typowner, t.typacl, 'T', NULL,
           concat_ws(' ', t.typlen, t.typbyval, t.typcategory, t.typispreferred, t.typdelim,
             t.typsubscript, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin,
             t.typmodout, t.typanalyze, t.typalign, t.typstorage, t.typelem::regtype,
             t.typcollation::regcollation, quote_nullable(t.typdefault))
         FROM pg_type t
         WHERE t.oid >= 16384 AND t.typtype IN ('b', 'p') AND t.typnamespace = {USER_NAMESPACES}
           AND t.oid NOT IN (SELECT typarray FROM pg_type)"
    )
}

/// A name that PostgreSQL did not give, or a constraint that awaits validation.
fn domain_not_nulls() -> String {
    "SELECT 'not null constraint', 'of', 'pg_type'::regclass::oid, t.oid, 0, k.conname
     FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid
     WHERE k.contype = 'n' AND k.conname <> t.typname || '_not_null'"
        .to_owned()
}
