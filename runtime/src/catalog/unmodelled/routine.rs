//! Functions, procedures, aggregates, and what calls them: triggers, event triggers and rules.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(_: ServerVersion) -> Vec<String> {
    vec![functions(), aggregates(), triggers(), event_triggers(), rules()]
}

/// Only the body of an SQL-standard function is printed with its relations open. The functions that
/// make values of a range are told with the range.
fn functions() -> String {
    format!(
        "SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
           'pg_proc'::regclass::oid, p.oid, p.proowner, p.proacl, 'f', b.relation,
           CASE WHEN b.relation IS NULL THEN pg_get_functiondef(p.oid) END
         FROM pg_proc p LEFT JOIN blocked b ON b.classid = 'pg_proc'::regclass AND b.objid = p.oid
           AND p.prosqlbody IS NOT NULL
         WHERE p.oid >= 16384 AND p.prokind <> 'a' AND p.pronamespace = {USER_NAMESPACES}
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
             AND d.objid = p.oid AND d.deptype = 'i')"
    )
}

fn aggregates() -> String {
    format!(
        "SELECT 'aggregate', 'pg_proc'::regclass::oid, p.oid, p.proowner, p.proacl, 'f', NULL,
           concat_ws(' ', pg_get_function_arguments(p.oid), 'returns', p.prorettype::regtype,
             'kind', a.aggkind, a.aggnumdirectargs,
             'sfunc', a.aggtransfn::regprocedure, 'stype', a.aggtranstype::regtype,
             'sspace', a.aggtransspace, 'initcond', quote_nullable(a.agginitval),
             'finalfunc', a.aggfinalfn::regprocedure, a.aggfinalextra, a.aggfinalmodify,
             'combinefunc', a.aggcombinefn::regprocedure, 'serialfunc', a.aggserialfn::regprocedure,
             'deserialfunc', a.aggdeserialfn::regprocedure,
             'msfunc', a.aggmtransfn::regprocedure, 'minvfunc', a.aggminvtransfn::regprocedure,
             'mstype', a.aggmtranstype::regtype, 'msspace', a.aggmtransspace,
             'minitcond', quote_nullable(a.aggminitval),
             'mfinalfunc', a.aggmfinalfn::regprocedure, a.aggmfinalextra, a.aggmfinalmodify,
             'sortop', a.aggsortop::regoperator, 'parallel', p.proparallel)
         FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid
         WHERE p.oid >= 16384 AND p.pronamespace = {USER_NAMESPACES}"
    )
}

fn triggers() -> String {
    "SELECT 'trigger', 'pg_trigger'::regclass::oid, t.oid, NULL, NULL, NULL, b.relation,
       CASE WHEN b.relation IS NULL
         THEN concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled) END
     FROM pg_trigger t LEFT JOIN blocked b ON b.classid = 'pg_trigger'::regclass
       AND b.objid = t.oid AND t.tgqual IS NOT NULL
     WHERE NOT t.tgisinternal"
        .to_owned()
}

fn event_triggers() -> String {
    "SELECT 'event trigger', 'pg_event_trigger'::regclass::oid, oid, evtowner, NULL, NULL, NULL,
       concat_ws(' ', evtevent, evtfoid::regprocedure, 'enabled', evtenabled, 'tags', evttags)
     FROM pg_event_trigger"
        .to_owned()
}

/// The rule that makes a view is told with the view.
fn rules() -> String {
    "SELECT 'rule', 'pg_rewrite'::regclass::oid, r.oid, NULL, NULL, NULL, b.relation,
       CASE WHEN b.relation IS NULL
         THEN concat_ws(' ', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled) END
     FROM pg_rewrite r LEFT JOIN blocked b ON b.classid = 'pg_rewrite'::regclass AND b.objid = r.oid
     WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'"
        .to_owned()
}
