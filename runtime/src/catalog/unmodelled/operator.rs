//! Operators and what is made of them, casts, and access methods.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![operators(), classes(), families(), casts(), access_methods()]
}

fn operators() -> String {
    format!(
        "SELECT 'operator', 'pg_operator'::regclass::oid, oid, oprowner, NULL, NULL, NULL,
           concat_ws(' ', oprkind, oprcode, oprresult::regtype, 'commutator', oprcom::regoperator,
             'negator', oprnegate::regoperator, 'restrict', oprrest, 'join', oprjoin,
             'merges', oprcanmerge, 'hashes', oprcanhash)
         FROM pg_operator WHERE oid >= 16384 AND oprnamespace = {USER_NAMESPACES}"
    )
}

fn classes() -> String {
    format!(
        "SELECT 'operator class', 'pg_opclass'::regclass::oid, c.oid, c.opcowner, NULL, NULL, NULL,
           concat_ws(' ', 'family', f.opfname, 'for', c.opcintype::regtype,
             'default', c.opcdefault, 'storage', c.opckeytype::regtype)
         FROM pg_opclass c JOIN pg_opfamily f ON f.oid = c.opcfamily
         WHERE c.oid >= 16384 AND c.opcnamespace = {USER_NAMESPACES}"
    )
}

fn families() -> String {
    format!(
        "SELECT 'operator family', 'pg_opfamily'::regclass::oid, f.oid, f.opfowner, NULL, NULL, NULL,
           concat_ws(', ',
           (SELECT string_agg(concat_ws(' ', 'operator', o.amopstrategy, o.amopopr::regoperator,
               o.amoppurpose, (SELECT s.opfname FROM pg_opfamily s WHERE s.oid = o.amopsortfamily)),
             ', ' ORDER BY o.amopstrategy, o.amopopr::regoperator::text)
            FROM pg_amop o WHERE o.amopfamily = f.oid),
           (SELECT string_agg(concat_ws(' ', 'function', p.amprocnum, p.amproclefttype::regtype,
               p.amprocrighttype::regtype, p.amproc::regprocedure),
             ', ' ORDER BY p.amprocnum, p.amproc::regprocedure::text)
            FROM pg_amproc p WHERE p.amprocfamily = f.oid))
         FROM pg_opfamily f WHERE f.oid >= 16384 AND f.opfnamespace = {USER_NAMESPACES}"
    )
}

fn casts() -> String {
    "SELECT 'cast', 'pg_cast'::regclass::oid, oid, NULL, NULL, NULL, NULL,
       concat_ws(' ', castfunc::regprocedure, castcontext, castmethod)
     FROM pg_cast c WHERE oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
       WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')"
        .to_owned()
}

fn access_methods() -> String {
    "SELECT 'access method', 'pg_am'::regclass::oid, oid, NULL, NULL, NULL, NULL,
       concat_ws(' ', amtype, amhandler)
     FROM pg_am WHERE oid >= 16384"
        .to_owned()
}
