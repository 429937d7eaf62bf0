//! What hangs on relations and is no part of them here: policies, statistics, and settings.

use super::{
    USER_NAMESPACES,
    access::{DATABASE_OWNER, other_owner, other_privileges},
};
use crate::version::ServerVersion;

pub(super) fn objects(version: ServerVersion) -> Vec<String> {
    vec![policies(), statistics(version)]
}

pub(super) fn facts(_: ServerVersion) -> Vec<String> {
    vec![settings(), disabled()]
}

fn policies() -> String {
    "SELECT 'policy', 'pg_policy'::regclass::oid, p.oid, NULL, NULL, NULL, b.relation,
       CASE WHEN b.relation IS NULL THEN concat_ws(' ',
         CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, 'for', p.polcmd, 'to',
         (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(r)) END,
           ', ' ORDER BY pg_get_userbyid(r)) FROM unnest(p.polroles) r),
         'using', coalesce(pg_get_expr(p.polqual, p.polrelid), '-'),
         'check', coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')) END
     FROM pg_policy p LEFT JOIN blocked b ON b.classid = 'pg_policy'::regclass AND b.objid = p.oid"
        .to_owned()
}

/// Only expressions are printed with the relation open.
fn statistics(_: ServerVersion) -> String {
    format!(
        "SELECT 'statistics', 'pg_statistic_ext'::regclass::oid, s.oid, s.stxowner, NULL, NULL, b.relation,
           CASE WHEN b.relation IS NULL THEN concat_ws(' ', s.stxkind, 'on',
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.at)
              FROM unnest(s.stxkeys) WITH ORDINALITY k (number, at)
              JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.number),
             CASE WHEN s.stxexprs IS NOT NULL THEN pg_get_statisticsobjdef_expressions(s.oid) END,
             'of', s.stxrelid::regclass, 'target', coalesce(s.stxstattarget, -1)) END
         FROM pg_statistic_ext s
         LEFT JOIN blocked b ON b.classid = 'pg_statistic_ext'::regclass AND b.objid = s.oid
           AND s.stxexprs IS NOT NULL
         WHERE s.stxnamespace = {USER_NAMESPACES}"
    )
}

/// What a row of `pg_class` says beside what a table can say, in one scan: that catalog is long.
///
/// A sequence that belongs to a column has the owner of its table. 2 is the access method `heap`.
fn settings() -> String {
    let owner = other_owner("c.relowner");
    let letter = "CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\"";
    let grants = other_privileges("c.relacl", letter, "c.relowner");
    format!(
        "SELECT f.kind, f.preposition, 'pg_class'::regclass::oid, c.oid, 0, f.definition
         FROM (
           SELECT *, relkind IN ('r', 'p', 'm') AND relam NOT IN (0, 2) AS peculiar
           FROM pg_class WHERE oid >= 16384
         ) c CROSS JOIN LATERAL (VALUES
           ('row security', 'of', CASE WHEN c.relrowsecurity OR c.relforcerowsecurity
             THEN concat_ws(' ', CASE WHEN c.relrowsecurity THEN 'enabled' ELSE 'disabled' END,
               CASE WHEN c.relforcerowsecurity THEN 'forced' END) END),
           ('tablespace', 'of', CASE WHEN c.reltablespace <> 0
             THEN (SELECT spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace) END),
           ('access method', 'of', CASE WHEN c.peculiar
             THEN (SELECT amname FROM pg_am m WHERE m.oid = c.relam) END),
           ('owner', 'of', CASE WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') OR c.relkind = 'S'
             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
               AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
               AND d.deptype IN ('a', 'i')) THEN {owner} END),
           ('grants', 'on', {grants})
         ) f (kind, preposition, definition)
         WHERE f.definition IS NOT NULL AND (
           c.relrowsecurity OR c.relforcerowsecurity OR c.peculiar
           OR c.reltablespace <> 0 OR c.relacl IS NOT NULL
           OR c.relowner <> {DATABASE_OWNER})"
    )
}

/// `DISABLE TRIGGER ALL` silences foreign keys, and nothing else shows it.
fn disabled() -> String {
    "SELECT 'disabled trigger', 'of', 'pg_constraint'::regclass::oid, tgconstraint, 0,
       string_agg(DISTINCT concat_ws(' ', tgrelid::regclass, tgfoid::regproc, tgenabled), ', ')
     FROM pg_trigger WHERE tgisinternal AND tgenabled <> 'O' AND tgconstraint <> 0
     GROUP BY tgconstraint"
        .to_owned()
}
