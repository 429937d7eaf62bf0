//! Types of the database's own: every key of an enumerated type and of a newtype.

use aludel::{PgEnum, PgType};

/// How somebody feels.
#[derive(Debug, PgEnum)]
#[aludel(name = "feeling", schema = "kinds", rename_all = "SCREAMING_SNAKE_CASE", comment)]
#[aludel(renamed_from = "humour", crate = ::aludel)]
pub(crate) enum Mood {
    VeryHappy,
    #[aludel(rename = "so-so", renamed_from = "neutral")]
    SoSo,
    Sad,
}

/// No column has it.
#[derive(Debug, PgEnum)]
pub(crate) enum Unused {
    One,
}

/// An address.
#[derive(Debug, PgType)]
#[aludel(domain = "email", schema = "kinds", type = varchar(320), collate = "C", not_null)]
#[aludel(check("VALUE ~ '@'", name = "has_an_at"), check("VALUE <> '@'"))]
#[aludel(default = "nobody@example.org", comment = "it's an address", renamed_from = "mail")]
#[aludel(crate = ::aludel)]
pub(crate) struct Email(String);

/// A domain over another.
#[derive(Debug, PgType)]
#[aludel(domain = "work_email", comment)]
pub(crate) struct WorkEmail(Email);

/// A domain over what has no Rust type.
#[derive(Debug, PgType)]
#[aludel(domain = "span", type_sql = "int4range", default_sql = "int4range(1, 10)")]
pub(crate) struct Span((i32, i32));

/// The same in the database as what it holds.
#[derive(Debug, PgType)]
#[aludel(transparent)]
pub(crate) struct Id<T>(T);

/// A type that aludel knows nothing of.
#[derive(Debug)]
pub(crate) struct Foreign;
