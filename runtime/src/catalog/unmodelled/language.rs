//! Languages and transforms.

use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![languages(), transforms()]
}

fn languages() -> String {
    "SELECT 'language', 'pg_language'::regclass::oid, oid, lanowner, lanacl, 'l', NULL,
       concat_ws(' ', lanpltrusted, lanplcallfoid::regproc, laninline::regproc, lanvalidator::regproc)
     FROM pg_language WHERE oid >= 16384"
        .to_owned()
}

fn transforms() -> String {
    "SELECT 'transform', 'pg_transform'::regclass::oid, oid, NULL, NULL, NULL, NULL,
       concat_ws(' ', trffromsql, trftosql) FROM pg_transform"
        .to_owned()
}
