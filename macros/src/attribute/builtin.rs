//! PostgreSQL's own types, as far as a declared type can be checked against that of a field.

use proc_macro2::TokenStream;
use quote::{ToTokens, TokenStreamExt, format_ident, quote};

/// One of them, under the name that it has in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    BigInt,
    Bit,
    BitVarying,
    Boolean,
    Bytea,
    Character,
    CharacterVarying,
    Cidr,
    Citext,
    Date,
    DoublePrecision,
    Inet,
    Integer,
    Interval,
    Json,
    Jsonb,
    Macaddr,
    Macaddr8,
    Name,
    Numeric,
    Real,
    SmallInt,
    Text,
    TimeTz,
    Time,
    TimestampTz,
    Timestamp,
    Uuid,
    Xml,
}

impl Builtin {
    /// All of them, as PostgreSQL prints them.
    const ALL: &[(&str, Self)] = &[
        ("bigint", Self::BigInt),
        ("bit", Self::Bit),
        ("bit varying", Self::BitVarying),
        ("boolean", Self::Boolean),
        ("bytea", Self::Bytea),
        ("character", Self::Character),
        ("character varying", Self::CharacterVarying),
        ("cidr", Self::Cidr),
        ("citext", Self::Citext),
        ("date", Self::Date),
        ("double precision", Self::DoublePrecision),
        ("inet", Self::Inet),
        ("integer", Self::Integer),
        ("interval", Self::Interval),
        ("json", Self::Json),
        ("jsonb", Self::Jsonb),
        ("macaddr", Self::Macaddr),
        ("macaddr8", Self::Macaddr8),
        ("name", Self::Name),
        ("numeric", Self::Numeric),
        ("real", Self::Real),
        ("smallint", Self::SmallInt),
        ("text", Self::Text),
        ("time with time zone", Self::TimeTz),
        ("time without time zone", Self::Time),
        ("timestamp with time zone", Self::TimestampTz),
        ("timestamp without time zone", Self::Timestamp),
        ("uuid", Self::Uuid),
        ("xml", Self::Xml),
    ];

    /// The one of a name, as PostgreSQL prints it without modifiers.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(word, _)| *word == name).map(|(_, builtin)| *builtin)
    }

    /// Whether it holds whole numbers.
    pub(crate) fn is_integer(self) -> bool {
        matches!(self, Self::SmallInt | Self::Integer | Self::BigInt)
    }

    /// Whether it holds numbers of any kind.
    pub(crate) fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Self::Real | Self::DoublePrecision | Self::Numeric)
    }
}

impl ToTokens for Builtin {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let variant = format_ident!("{self:?}");
        tokens.append_all(quote!(__model::Builtin::#variant));
    }
}
