//! Foreign data: wrappers, servers and the roles that are mapped to them.

use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![wrappers(), servers(), user_mappings()]
}

fn wrappers() -> String {
    "SELECT 'foreign-data wrapper', 'pg_foreign_data_wrapper'::regclass::oid, oid, fdwowner, fdwacl, 'F', NULL,
       concat_ws(' ', fdwhandler::regproc, fdwvalidator::regproc, fdwoptions)
     FROM pg_foreign_data_wrapper WHERE oid >= 16384"
        .to_owned()
}

fn servers() -> String {
    "SELECT 'server', 'pg_foreign_server'::regclass::oid, s.oid, s.srvowner, s.srvacl, 'S', NULL,
       concat_ws(' ', f.fdwname, s.srvtype, s.srvversion, s.srvoptions)
     FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw"
        .to_owned()
}

/// The values may be passwords, and go nowhere.
fn user_mappings() -> String {
    "SELECT 'user mapping', 'pg_user_mapping'::regclass::oid, umid, NULL, NULL, NULL, NULL,
       concat_ws(' ', 'options', (SELECT string_agg(split_part(o, '=', 1), ', ' ORDER BY o)
         FROM unnest(umoptions) o))
     FROM pg_user_mappings"
        .to_owned()
}
