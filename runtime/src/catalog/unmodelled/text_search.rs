//! Text search, collations and conversions.

use super::USER_NAMESPACES;
use crate::version::ServerVersion;

pub(super) fn objects(version: ServerVersion) -> Vec<String> {
    vec![
        parsers(),
        templates(),
        dictionaries(),
        configurations(),
        collations(version),
        conversions(),
    ]
}

fn parsers() -> String {
    format!(
        "SELECT 'text search parser', 'pg_ts_parser'::regclass::oid, oid, NULL, NULL, NULL, NULL,
           concat_ws(' ', prsstart, prstoken, prsend, prsheadline, prslextype)
         FROM pg_ts_parser WHERE oid >= 16384 AND prsnamespace = {USER_NAMESPACES}"
    )
}

fn templates() -> String {
    format!(
        "SELECT 'text search template', 'pg_ts_template'::regclass::oid, oid, NULL, NULL, NULL, NULL,
           concat_ws(' ', tmplinit, tmpllexize)
         FROM pg_ts_template WHERE oid >= 16384 AND tmplnamespace = {USER_NAMESPACES}"
    )
}

fn dictionaries() -> String {
    format!(
        "SELECT 'text search dictionary', 'pg_ts_dict'::regclass::oid, d.oid, d.dictowner,
           NULL, NULL, NULL,
           concat_ws(' ', (SELECT format('%I.%I', n.nspname, t.tmplname) FROM pg_ts_template t
             JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate),
             d.dictinitoption)
         FROM pg_ts_dict d WHERE d.oid >= 16384 AND d.dictnamespace = {USER_NAMESPACES}"
    )
}

fn configurations() -> String {
    format!(
        "SELECT 'text search configuration', 'pg_ts_config'::regclass::oid, c.oid, c.cfgowner,
           NULL, NULL, NULL,
           concat_ws(' ', (SELECT format('%I.%I', n.nspname, p.prsname) FROM pg_ts_parser p
             JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE p.oid = c.cfgparser),
             (SELECT string_agg(concat_ws(' ', m.maptokentype, m.mapdict::regdictionary), ', '
               ORDER BY m.maptokentype, m.mapseqno)
              FROM pg_ts_config_map m WHERE m.mapcfg = c.oid))
         FROM pg_ts_config c WHERE c.oid >= 16384 AND c.cfgnamespace = {USER_NAMESPACES}"
    )
}

/// The version of a collation is that of the machine's library, and left out.
fn collations(version: ServerVersion) -> String {
    let locale = match version.major() {
        ..15 => "NULL",
        15 => "colliculocale",
        16 => "concat_ws(' ', colliculocale, collicurules)",
        17.. => "concat_ws(' ', colllocale, collicurules)",
    };
    format!(
        "SELECT 'collation', 'pg_collation'::regclass::oid, oid, collowner, NULL, NULL, NULL,
           concat_ws(' ', collprovider, collisdeterministic, collencoding, collcollate, collctype,
             nullif({locale}, ''))
         FROM pg_collation WHERE oid >= 16384 AND collnamespace = {USER_NAMESPACES}"
    )
}

fn conversions() -> String {
    format!(
        "SELECT 'conversion', 'pg_conversion'::regclass::oid, oid, conowner, NULL, NULL, NULL,
           concat_ws(' ', pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding),
             conproc, condefault)
         FROM pg_conversion WHERE oid >= 16384 AND connamespace = {USER_NAMESPACES}"
    )
}
