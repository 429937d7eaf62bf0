//! Who owns what and who may use it, and what security labels say.

use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![default_privileges()]
}

pub(super) fn facts(_: ServerVersion) -> Vec<String> {
    vec![owners(), grants(), security_labels()]
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
        "SELECT 'default privileges', 'pg_default_acl'::regclass::oid, oid, NULL, {}
         FROM pg_default_acl",
        privileges("defaclacl", "defaclrole")
    )
}

/// A catalog whose rows have an owner.
struct Owned {
    catalog: &'static str,
    owner: &'static str,
    /// The column of the privileges, and the letter that `acldefault` knows the rows by.
    privileges: Option<(&'static str, &'static str)>,
}

const fn owned(catalog: &'static str, owner: &'static str) -> Owned {
    Owned { catalog, owner, privileges: None }
}

const fn granted(
    catalog: &'static str,
    owner: &'static str,
    acl: &'static str,
    letter: &'static str,
) -> Owned {
    Owned { catalog, owner, privileges: Some((acl, letter)) }
}

const OWNED: [Owned; 17] = [
    granted(
        "pg_class",
        "relowner",
        "relacl",
        "CASE o.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\"",
    ),
    granted("pg_namespace", "nspowner", "nspacl", "'n'"),
    granted("pg_proc", "proowner", "proacl", "'f'"),
    granted("pg_type", "typowner", "typacl", "'T'"),
    granted("pg_language", "lanowner", "lanacl", "'l'"),
    granted("pg_foreign_data_wrapper", "fdwowner", "fdwacl", "'F'"),
    granted("pg_foreign_server", "srvowner", "srvacl", "'S'"),
    owned("pg_operator", "oprowner"),
    owned("pg_opclass", "opcowner"),
    owned("pg_opfamily", "opfowner"),
    owned("pg_collation", "collowner"),
    owned("pg_conversion", "conowner"),
    owned("pg_ts_dict", "dictowner"),
    owned("pg_ts_config", "cfgowner"),
    owned("pg_statistic_ext", "stxowner"),
    owned("pg_publication", "pubowner"),
    owned("pg_event_trigger", "evtowner"),
];

/// The schema `public` is the one object that is not a user's and can be changed like one.
const OF_USER: &str = "(o.oid >= 16384 OR o.oid = 'public'::regnamespace)";

/// Owners other than that of the database, whose objects have the role that made them anywhere.
///
/// The owner of `public` is whoever set the server up before 15, and the role that stands for the
/// owner of the database from then on. A sequence that belongs to a column has the owner of its table.
fn owners() -> String {
    let selects = OWNED.iter().map(|Owned { catalog, owner, .. }| {
        let follows = match *catalog {
            "pg_class" => {
                "AND o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                 AND NOT (o.relkind = 'S' AND EXISTS (SELECT FROM pg_depend d
                   WHERE d.classid = 'pg_class'::regclass AND d.objid = o.oid
                     AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))"
            }
            "pg_namespace" => "AND NOT (o.oid < 16384 AND o.nspowner = 10)",
            _ => "",
        };
        format!(
            "SELECT 'owner', 'of', '{catalog}'::regclass::oid, o.oid, 0,
               quote_ident(pg_get_userbyid(o.{owner}))
             FROM {catalog} o WHERE {OF_USER} {follows}
               AND pg_get_userbyid(o.{owner}) <> 'pg_database_owner' AND o.{owner} <>
                 (SELECT datdba FROM pg_database WHERE datname = current_database())"
        )
    });
    selects.collect::<Vec<_>>().join("\nUNION ALL ")
}

/// Privileges other than what a new object has.
fn grants() -> String {
    let selects = OWNED.iter().filter_map(|Owned { catalog, owner, privileges: acl }| {
        let (acl, letter) = (*acl)?;
        let usual = format!(
            "coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.objoid = o.oid
               AND i.classoid = '{catalog}'::regclass AND i.privtype = 'i'),
               acldefault({letter}, o.{owner}))"
        );
        let owner = format!("o.{owner}");
        Some(format!(
            "SELECT 'grants', 'on', '{catalog}'::regclass::oid, o.oid, 0, p.actual
             FROM {catalog} o CROSS JOIN LATERAL (SELECT {} AS actual, {} AS usual OFFSET 0) p
             WHERE o.{acl} IS NOT NULL AND {OF_USER} AND p.actual <> p.usual",
            privileges(&format!("o.{acl}"), &owner),
            privileges(&usual, &owner),
        ))
    });
    selects.collect::<Vec<_>>().join("\nUNION ALL ")
}

fn security_labels() -> String {
    "SELECT 'security labels', 'on', classoid, objoid, objsubid,
       string_agg(concat_ws(' ', provider, label), ', ' ORDER BY provider)
     FROM pg_seclabel GROUP BY classoid, objoid, objsubid"
        .to_owned()
}
