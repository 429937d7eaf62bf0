//! How the values of a column become values of another type.
//!
//! Where PostgreSQL converts by itself in an assignment, nothing is written: an explicit cast to
//! `varchar(10)` would cut longer values without a word, where the assignment reports them.

use crate::{
    name::QualifiedName,
    schema::{Object, ObjectId, Schema},
    type_name,
};

/// Casts between built-in types that work in an assignment, besides those to strings.
const ASSIGNMENT: &[(&str, &[&str])] = &[
    ("bigint", &["double precision", "integer", "money", "numeric", "real", "smallint"]),
    ("bit", &["bit varying"]),
    ("bit varying", &["bit"]),
    ("box", &["polygon"]),
    ("cidr", &["inet"]),
    ("date", &["timestamp with time zone", "timestamp without time zone"]),
    ("double precision", &["bigint", "integer", "numeric", "real", "smallint"]),
    ("inet", &["cidr"]),
    ("integer", &["bigint", "double precision", "money", "numeric", "real", "smallint"]),
    ("interval", &["time without time zone"]),
    ("json", &["jsonb"]),
    ("jsonb", &["json"]),
    ("macaddr", &["macaddr8"]),
    ("macaddr8", &["macaddr"]),
    ("money", &["numeric"]),
    ("numeric", &["bigint", "double precision", "integer", "money", "real", "smallint"]),
    ("path", &["polygon"]),
    ("point", &["box"]),
    ("polygon", &["path"]),
    ("real", &["bigint", "double precision", "integer", "numeric", "smallint"]),
    ("smallint", &["bigint", "double precision", "integer", "numeric", "real"]),
    ("time with time zone", &["time without time zone"]),
    ("time without time zone", &["interval", "time with time zone"]),
    (
        "timestamp with time zone",
        &["date", "time with time zone", "time without time zone", "timestamp without time zone"],
    ),
    (
        "timestamp without time zone",
        &["date", "time without time zone", "timestamp with time zone"],
    ),
];

/// Casts between built-in types that must be written.
const EXPLICIT: &[(&str, &[&str])] = &[
    ("bigint", &["bit"]),
    ("bit", &["bigint", "integer"]),
    ("boolean", &["integer"]),
    ("box", &["circle", "lseg", "point"]),
    ("circle", &["box", "point", "polygon"]),
    ("integer", &["bit", "boolean"]),
    ("jsonb", &["bigint", "boolean", "double precision", "integer", "numeric", "real", "smallint"]),
    ("lseg", &["point"]),
    ("polygon", &["box", "circle", "point"]),
];

/// How a value gets from one type to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Conversion {
    /// PostgreSQL does it by itself.
    Implied,
    /// A cast to the new type.
    Cast,
    /// There is no cast; the text of the value is read as the new type.
    ThroughText,
    /// The value becomes the only element of an array.
    Element,
    /// The text of the value is read as the only element of an array.
    ElementThroughText,
}

/// Finds the conversion between two types in the server's print.
pub(super) fn conversion(from: &str, to: &str, ends: (&Schema, &Schema)) -> Conversion {
    let is_domain = |data_type: &str, resolved: &str| {
        type_name::element(data_type) != type_name::element(resolved)
    };
    let (printed, (from, to)) = ((from, to), (resolve(from, ends.0), resolve(to, ends.1)));
    let of_domain = is_domain(printed.0, &from) || is_domain(printed.1, &to);
    let (source, target) = (type_name::base(&from), type_name::base(&to));
    let arrays = (type_name::is_array(&from), type_name::is_array(&to));
    if arrays == (false, true) {
        return match conversion(&from, type_name::element(&to), ends) {
            Conversion::ThroughText => Conversion::ElementThroughText,
            _ => Conversion::Element,
        };
    }
    let listed = |casts: &[(&str, &[&str])]| {
        casts.iter().any(|(cast, targets)| *cast == source && targets.contains(&target.as_str()))
    };
    match arrays {
        (true, false) if !is_string(&target) => Conversion::ThroughText,
        // Nothing is implied between an array of a domain and one of what is below it.
        (true, true) if of_domain && source == target => Conversion::Cast,
        _ if source == target || is_string(&target) => Conversion::Implied,
        _ if is_string(&source) => Conversion::Cast,
        _ if listed(ASSIGNMENT) => Conversion::Implied,
        _ if listed(EXPLICIT) => Conversion::Cast,
        _ => Conversion::ThroughText,
    }
}

/// The type under any domains.
pub(super) fn resolve(data_type: &str, schema: &Schema) -> String {
    let element = type_name::element(data_type);
    let domain = element.split_once('.').and_then(|(namespace, name)| {
        let unquoted = |part: &str| part.trim_matches('"').replace("\"\"", "\"");
        let name = QualifiedName::new(unquoted(namespace), unquoted(name));
        schema.objects.get(&ObjectId::Domain(name))
    });
    match domain {
        Some(Object::Domain(domain)) => {
            resolve(&format!("{}{}", domain.base_type, &data_type[element.len()..]), schema)
        }
        _ => data_type.to_owned(),
    }
}

pub(super) fn is_string(base: &str) -> bool {
    matches!(base, "text" | "character varying" | "character")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::ServerVersion;

    fn check(from: &str, to: &str, expected: &Conversion) {
        let schema = Schema::empty(ServerVersion::from_number(150_000));
        assert_eq!(conversion(from, to, (&schema, &schema)), *expected, "{from} to {to}");
    }

    #[test]
    fn narrowing_a_string_is_never_an_explicit_cast() {
        check("character varying(255)", "character varying(10)", &Conversion::Implied);
        check("text", "character(3)", &Conversion::Implied);
        check("integer", "character varying(2)", &Conversion::Implied);
    }

    #[test]
    fn what_has_no_assignment_is_cast() {
        check("text", "integer", &Conversion::Cast);
        check("text[]", "integer[]", &Conversion::Cast);
        check("integer", "boolean", &Conversion::Cast);
        check("public.mood", "public.temper", &Conversion::ThroughText);
        check("bigint", "timestamp with time zone", &Conversion::ThroughText);
        check("text", "text[]", &Conversion::Element);
        check("bigint", "public.mood[]", &Conversion::ElementThroughText);
        check("integer", "bigint", &Conversion::Implied);
    }
}
