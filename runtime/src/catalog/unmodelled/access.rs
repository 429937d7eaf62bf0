//! Who owns what and who may use it, and what security labels say.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![default_privileges()]
}

pub(super) fn facts(_: ServerVersion) -> Vec<String> {
    vec![namespaces(), types(), security_labels()]
}

/// How an empty list of privileges is told.
pub(in crate::catalog) const NO_PRIVILEGES: &str = "nothing";

/// A list of privileges as text that does not depend on who the owner is; `acl` and `owner` are SQL.
pub(in crate::catalog) fn privileges(acl: &str, owner: &str) -> String {
    let role = |role: &str| {
        format!(
            "CASE x.{role} WHEN 0 THEN 'public' WHEN {owner} THEN 'owner'
          ELSE quote_ident(pg_get_userbyid(x.{role})) END"
        )
    };
    let (grantee, grantor) = (role("grantee"), role("grantor"));
    format!(
        "(SELECT coalesce(string_agg(item, ', ' ORDER BY item COLLATE \"C\"), '{NO_PRIVILEGES}') FROM (
           SELECT {grantee} || '=' || x.privilege_type
             || CASE WHEN x.is_grantable THEN '*' ELSE '' END
             || CASE x.grantor WHEN {owner} THEN '' ELSE ' by ' || {grantor} END
           FROM aclexplode({acl}) x) i (item))"
    )
}

/// Privileges that new objects of a role get.
fn default_privileges() -> String {
    format!(
        "SELECT 'default privileges', 'pg_default_acl'::regclass::oid, oid, NULL, NULL, NULL, NULL, {}
         FROM pg_default_acl",
        privileges("defaclacl", "defaclrole")
    )
}

/// The role that owns this database.
pub(super) const DATABASE_OWNER: &str =
    "(SELECT datdba FROM pg_database WHERE datname = current_database())";

/// An owner other than that of the database, whose objects have the role that made them anywhere;
/// `owner` is SQL.
pub(super) fn other_owner(owner: &str) -> String {
    format!(
        "CASE WHEN {owner} <> {DATABASE_OWNER}
           THEN quote_ident(nullif(pg_get_userbyid({owner}), 'pg_database_owner')) END"
    )
}

/// Privileges other than those of a new object; all three are SQL.
pub(super) fn other_privileges(acl: &str, letter: &str, owner: &str) -> String {
    let usual = format!("acldefault({letter}, {owner})");
    format!(
        "CASE WHEN {acl} IS NOT NULL THEN nullif({}, {}) END",
        privileges(acl, owner),
        privileges(&usual, owner)
    )
}

/// Before 15 whoever set the server up owns `public`, and later the role that stands for the owner of
/// the database. Its usual privileges are those that it has in a new database.
fn namespaces() -> String {
    let usual = "coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.objoid = n.oid
        AND i.classoid = 'pg_namespace'::regclass AND i.privtype = 'i'), acldefault('n', n.nspowner))";
    let owner = format!(
        "CASE WHEN n.oid >= 16384 OR n.nspowner <> 10 THEN {} END",
        other_owner("n.nspowner")
    );
    let grants = format!(
        "CASE WHEN n.nspacl IS NOT NULL THEN nullif({}, {}) END",
        privileges("n.nspacl", "n.nspowner"),
        privileges(usual, "n.nspowner")
    );
    format!(
        "SELECT f.kind, f.preposition, 'pg_namespace'::regclass::oid, n.oid, 0, f.definition
         FROM pg_namespace n CROSS JOIN LATERAL
           (VALUES ('owner', 'of', {owner}), ('grants', 'on', {grants}))
           f (kind, preposition, definition)
         WHERE f.definition IS NOT NULL AND n.oid = {USER_NAMESPACES}"
    )
}

/// The types that are modelled, and composite ones.
fn types() -> String {
    format!(
        "SELECT f.kind, f.preposition, 'pg_type'::regclass::oid, t.oid, 0, f.definition
         FROM (SELECT * FROM pg_type WHERE oid >= 16384
             AND (typacl IS NOT NULL OR typowner <> {DATABASE_OWNER})
             AND (typtype IN ('e', 'd')
               OR typtype = 'c' AND (SELECT relkind FROM pg_class c WHERE c.oid = typrelid) = 'c')
           ) t CROSS JOIN LATERAL
           (VALUES ('owner', 'of', {}), ('grants', 'on', {})) f (kind, preposition, definition)
         WHERE f.definition IS NOT NULL",
        other_owner("t.typowner"),
        other_privileges("t.typacl", "'T'", "t.typowner")
    )
}

fn security_labels() -> String {
    "SELECT 'security labels', 'on', classoid, objoid, objsubid,
       string_agg(concat_ws(' ', provider, label), ', ' ORDER BY provider)
     FROM pg_seclabel GROUP BY classoid, objoid, objsubid"
        .to_owned()
}
