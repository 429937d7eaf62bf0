//! What hangs on relations and is no part of them here: policies, statistics, and settings.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(version: ServerVersion) -> Vec<String> {
    vec![policies(), statistics(version)]
}

pub(super) fn facts(_: ServerVersion) -> Vec<String> {
    vec![
        row_security(),
        replica_identities(),
        clusterings(),
        tablespaces(),
        access_methods(),
        disabled(),
    ]
}

fn policies() -> String {
    "SELECT 'policy', 'pg_policy'::regclass::oid, p.oid, b.relation,
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
        "SELECT 'statistics', 'pg_statistic_ext'::regclass::oid, s.oid, b.relation,
           CASE WHEN b.relation IS NULL THEN concat_ws(' ', s.stxkind, 'on',
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.at)
              FROM unnest(s.stxkeys) WITH ORDINALITY k (number, at)
              JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.number),
             CASE WHEN s.stxexprs IS NOT NULL THEN pg_get_statisticsobjdef_expressions(s.oid) END,
             'of', s.stxrelid::regclass, 'target', coalesce(s.stxstattarget, -1)) END
         FROM pg_statistic_ext s
         LEFT JOIN blocked b ON b.classid = 'pg_statistic_ext'::regclass AND b.objid = s.oid
           AND s.stxexprs IS NOT NULL
         WHERE s.stxnamespace IN {USER_NAMESPACES}"
    )
}

fn row_security() -> String {
    "SELECT 'row security', 'of', 'pg_class'::regclass::oid, oid, 0,
       concat_ws(' ', CASE WHEN relrowsecurity THEN 'enabled' ELSE 'disabled' END,
         CASE WHEN relforcerowsecurity THEN 'forced' END)
     FROM pg_class WHERE relrowsecurity OR relforcerowsecurity"
        .to_owned()
}

fn replica_identities() -> String {
    "SELECT 'replica identity', 'of', 'pg_class'::regclass::oid, c.oid, 0,
       CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' ELSE 'index ' ||
         coalesce((SELECT i.indexrelid::regclass::text FROM pg_index i
           WHERE i.indrelid = c.oid AND i.indisreplident), 'that is gone') END
     FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relreplident <> 'd' AND c.oid >= 16384"
        .to_owned()
}

fn clusterings() -> String {
    "SELECT 'clustering', 'of', 'pg_class'::regclass::oid, indrelid, 0, indexrelid::regclass::text
     FROM pg_index WHERE indisclustered"
        .to_owned()
}

fn tablespaces() -> String {
    "SELECT 'tablespace', 'of', 'pg_class'::regclass::oid, c.oid, 0, t.spcname
     FROM pg_class c JOIN pg_tablespace t ON t.oid = c.reltablespace WHERE c.oid >= 16384"
        .to_owned()
}

fn access_methods() -> String {
    "SELECT 'access method', 'of', 'pg_class'::regclass::oid, c.oid, 0, m.amname
     FROM pg_class c JOIN pg_am m ON m.oid = c.relam
     WHERE c.relkind IN ('r', 'p', 'm') AND m.amname <> 'heap' AND c.oid >= 16384"
        .to_owned()
}

/// `DISABLE TRIGGER ALL` silences foreign keys, and nothing else shows it.
fn disabled() -> String {
    "SELECT 'disabled trigger', 'of', 'pg_constraint'::regclass::oid, tgconstraint, 0,
       string_agg(DISTINCT concat_ws(' ', tgrelid::regclass, tgfoid::regproc, tgenabled), ', ')
     FROM pg_trigger WHERE tgisinternal AND tgenabled <> 'O' AND tgconstraint <> 0
     GROUP BY tgconstraint"
        .to_owned()
}
