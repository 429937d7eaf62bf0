//! Publications and subscriptions.

use crate::version::ServerVersion;

pub(super) fn objects(version: ServerVersion) -> Vec<String> {
    vec![publications(version), subscriptions()]
}

fn publications(version: ServerVersion) -> String {
    // Row filters, lists of columns and whole schemas came with 15, generated columns with 18.
    let (blocker, table, schemas) = match version.major() {
        ..15 => ("NULL::oid", "r.prrelid::regclass::text", "NULL"),
        15.. => (
            "(SELECT l.relation FROM pg_publication_rel r JOIN locked l ON l.relation = r.prrelid
               WHERE r.prpubid = p.oid AND r.prqual IS NOT NULL LIMIT 1)",
            "concat_ws(' ', r.prrelid::regclass,
               (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
                FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)),
               CASE WHEN r.prqual IS NOT NULL THEN 'where ' || pg_get_expr(r.prqual, r.prrelid) END)",
            "(SELECT string_agg(pnnspid::regnamespace::text, ', '
                ORDER BY pnnspid::regnamespace::text)
              FROM pg_publication_namespace WHERE pnpubid = p.oid)",
        ),
    };
    let generated = match version.major() {
        ..18 => "NULL",
        18.. => "CASE p.pubgencols WHEN 's' THEN 'generated columns' END",
    };
    format!(
        "SELECT 'publication', 'pg_publication'::regclass::oid, p.oid, p.pubowner, NULL, NULL, p.blocker,
           CASE WHEN p.blocker IS NULL THEN concat_ws(' ', 'all tables', p.puballtables,
             'insert', p.pubinsert, 'update', p.pubupdate, 'delete', p.pubdelete,
             'truncate', p.pubtruncate, 'via root', p.pubviaroot, {generated}, 'tables',
             (SELECT string_agg({table}, '; ' ORDER BY r.prrelid::regclass::text)
              FROM pg_publication_rel r WHERE r.prpubid = p.oid), 'schemas', {schemas}) END
         FROM (SELECT p.*, {blocker} AS blocker FROM pg_publication p) p"
    )
}

/// The connection string is for superusers, and may hold a password.
fn subscriptions() -> String {
    "SELECT 'subscription', 'pg_subscription'::regclass::oid, oid, subowner, NULL, NULL, NULL,
       concat_ws(' ', subenabled, subbinary, subslotname, subsynccommit, subpublications)
     FROM pg_subscription
     WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
        .to_owned()
}
