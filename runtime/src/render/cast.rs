//! How the values of a column become values of another type.
//!
//! Where PostgreSQL converts by itself in an assignment, nothing is written: an explicit cast to
//! `varchar(10)` would cut longer values without a word, where the assignment reports them.

use crate::{
    name::{Name, QualifiedName},
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

/// A point of time that is the same everywhere.
const ZONED: &str = "timestamp with time zone";

/// What is another point of time in another time zone: that of the session, unless one is written.
const LOCAL: &[&str] = &["date", "timestamp without time zone"];

/// What values lose on the way from some types to others.
const LOSSES: &[(&[&str], &[&str], Loss)] = &[
    (
        &["double precision", "money", "numeric", "real"],
        &["bigint", "integer", "smallint"],
        |values| format!("The values of {values} are rounded to whole numbers."),
    ),
    (&["timestamp without time zone", ZONED], &["date"], |values| {
        format!("The times of {values} are lost.")
    }),
    (&["timestamp without time zone", ZONED], &["time without time zone"], |values| {
        format!("The dates of {values} are lost.")
    }),
];

/// Tells a loss of the values of something.
type Loss = fn(&str) -> String;

/// How a value gets from one type to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Conversion {
    /// PostgreSQL does it by itself.
    Implied,
    /// A cast to the new type.
    Cast,
    /// Local time is UTC, so that the way back leads to the same value in whatever session.
    InUtc,
    /// The same from a day, which begins at midnight.
    DayInUtc,
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
        (false, false) if depends_on_zone(&source, &target) => match source.as_str() {
            "date" => Conversion::DayInUtc,
            _ => Conversion::InUtc,
        },
        _ if listed(ASSIGNMENT) => Conversion::Implied,
        _ if listed(EXPLICIT) => Conversion::Cast,
        _ => Conversion::ThroughText,
    }
}

/// What the values of a column, or of a domain, lose on the way from one type to another.
pub(super) fn loss(
    values: &str,
    (from, to): (&str, &str),
    ends: (&Schema, &Schema),
) -> Option<String> {
    let (from, to) = (resolve(from, ends.0), resolve(to, ends.1));
    let (source, target) = (type_name::base(&from), type_name::base(&to));
    if type_name::is_array(&to) && depends_on_zone(&source, &target) {
        // An expression for every element would take a subquery, which has no place there.
        return Some(format!("The times of {values} are taken in the time zone of the session."));
    }
    let lost = LOSSES
        .iter()
        .find(|(from, to, _)| from.contains(&source.as_str()) && to.contains(&target.as_str()));
    lost.map(|(_, _, told)| told(values))
}

/// A value as the local time of UTC, or local time of UTC as the value.
pub(super) fn in_utc(column: &Name) -> String {
    format!("{column} AT TIME ZONE 'UTC'")
}

/// The beginning of a day of UTC.
pub(super) fn day_in_utc(column: &Name) -> String {
    format!("{column}::timestamp AT TIME ZONE 'UTC'")
}

/// Whether the result is another in another time zone.
fn depends_on_zone(source: &str, target: &str) -> bool {
    let is_local = |base| LOCAL.contains(&base);
    (source == ZONED && (is_local(target) || target == "time without time zone"))
        || (is_local(source) && target == ZONED)
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

    #[test]
    fn no_point_of_time_depends_on_the_session() {
        let (zoned, local) = ("timestamp(3) with time zone", "timestamp without time zone");
        check(local, zoned, &Conversion::InUtc);
        check(zoned, local, &Conversion::InUtc);
        check(zoned, "date", &Conversion::InUtc);
        check("date", zoned, &Conversion::DayInUtc);
        check(local, "date", &Conversion::Implied);
        check(zoned, "timestamp(6) with time zone", &Conversion::Implied);
    }

    #[test]
    fn what_is_lost_is_told() {
        let schema = Schema::empty(ServerVersion::from_number(150_000));
        let told = |from, to| loss("t.c", (from, to), (&schema, &schema));
        let zoned = "timestamp with time zone";
        for (from, to, expected) in [
            ("numeric(10,2)", "integer", "The values of t.c are rounded to whole numbers."),
            (zoned, "date", "The times of t.c are lost."),
            (zoned, "time without time zone", "The dates of t.c are lost."),
            (
                "timestamp with time zone[]",
                "timestamp without time zone[]",
                "The times of t.c are taken in the time zone of the session.",
            ),
        ] {
            assert_eq!(told(from, to).as_deref(), Some(expected), "{from} to {to}");
        }
        assert_eq!(told("integer", "numeric"), None);
        assert_eq!(told("date", zoned), None);
    }
}
