//! Type names: from the server's print to what a human writes.

/// The names of the built-in types, before which a type of `public` must be qualified. Sorted.
const BUILT_IN: &[&str] = &[
    "aclitem",
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "event_trigger",
    "fdw_handler",
    "float4",
    "float8",
    "gtsvector",
    "index_am_handler",
    "inet",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "language_handler",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "table_am_handler",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "trigger",
    "tsm_handler",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "unknown",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xid8",
    "xml",
];

/// The type without modifiers and array brackets: `numeric` of `numeric(10,2)[]`.
pub(crate) fn base(data_type: &str) -> String {
    let element = element(data_type);
    let Some(open) = modifier(element) else { return element.to_owned() };
    let close = element[open..].find(')').map_or(element.len(), |at| open + at + 1);
    format!("{}{}", &element[..open], &element[close..]).trim().to_owned()
}

/// Whether the type is an array.
pub(crate) fn is_array(data_type: &str) -> bool {
    data_type.ends_with("[]")
}

/// The type of the elements of an array, or the type itself.
pub(crate) fn element(data_type: &str) -> &str {
    data_type.trim_end_matches("[]")
}

/// The name that people write: `varchar(255)`, `timestamptz`.
pub(crate) fn written(data_type: &str) -> String {
    let element = element(data_type);
    let brackets = &data_type[element.len()..];
    let short = |long: &str, short: &str| {
        element
            .strip_prefix(long)
            .filter(|rest| rest.is_empty() || rest.starts_with('('))
            .map(|rest| format!("{short}{rest}"))
    };
    let zoned = |name: &str, zone: &str, short: &str| {
        let rest = element.strip_prefix(name)?.strip_suffix(zone)?;
        (rest.is_empty() || rest.starts_with('(')).then(|| format!("{short}{rest}"))
    };
    let written = short("character varying", "varchar")
        .or_else(|| zoned("timestamp", " with time zone", "timestamptz"))
        .or_else(|| zoned("timestamp", " without time zone", "timestamp"))
        .or_else(|| zoned("time", " with time zone", "timetz"))
        .or_else(|| zoned("time", " without time zone", "time"))
        .unwrap_or_else(|| unqualified(element).to_owned());
    format!("{written}{brackets}")
}

/// A user's type without `public`, unless a built-in type would be found in its place.
fn unqualified(element: &str) -> &str {
    match element.strip_prefix("public.") {
        Some(name) if BUILT_IN.binary_search(&base(name).trim_matches('"')).is_err() => name,
        _ => element,
    }
}

/// Where the modifier of a type opens: a parenthesis outside of a quoted name.
fn modifier(data_type: &str) -> Option<usize> {
    let mut quoted = false;
    data_type.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '(' && !quoted).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_types_are_sorted_for_the_search() {
        assert!(BUILT_IN.is_sorted());
    }

    #[test]
    fn types_are_written_short() {
        assert_eq!(written("character varying(255)"), "varchar(255)");
        assert_eq!(written("timestamp with time zone"), "timestamptz");
        assert_eq!(written("timestamp(3) with time zone[]"), "timestamptz(3)[]");
        assert_eq!(written("time without time zone"), "time");
        assert_eq!(written("public.mood[]"), "mood[]");
        assert_eq!(written("public.\"text\""), "public.\"text\"");
        assert_eq!(written("app.mood"), "app.mood");
        assert_eq!(written("timestamp without time zone"), "timestamp");
    }

    #[test]
    fn the_base_has_no_modifier() {
        assert_eq!(base("numeric(10,2)[]"), "numeric");
        assert_eq!(base("timestamp(3) with time zone"), "timestamp with time zone");
        assert_eq!(base("public.\"odd(name\""), "public.\"odd(name\"");
    }
}
