//! PostgreSQL's own types, as far as a declared type is checked against that of a field.

use super::TypeDef;

/// One of PostgreSQL's own types, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the types")]
#[non_exhaustive]
pub enum Builtin {
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
    Time,
    TimeTz,
    Timestamp,
    TimestampTz,
    Uuid,
    Xml,
}

impl Builtin {
    /// Whether it holds whole numbers.
    pub(super) const fn is_integer(self) -> bool {
        matches!(self, Self::SmallInt | Self::Integer | Self::BigInt)
    }

    /// Whether it holds numbers of any kind.
    pub(super) const fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Self::Real | Self::DoublePrecision | Self::Numeric)
    }

    /// Whether it holds text, so that PostgreSQL compares it with other text.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::CharacterVarying | Self::Character | Self::Citext)
    }

    /// Whether it is the other one.
    pub(super) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}

/// A set of PostgreSQL's own types: what a Rust type can be read from and written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtins(u64);

impl Builtins {
    /// All of them: nothing is checked.
    pub const ANY: Self = Self(u64::MAX);

    /// These and no others.
    pub const fn of(types: &[Builtin]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < types.len() {
            bits |= 1 << types[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// The one that a type is made of; all, if nothing is known of it.
    pub const fn below(data_type: TypeDef) -> Self {
        match data_type {
            TypeDef::Builtin(builtin, _) => Self::of(&[builtin]),
            TypeDef::Sql(_) => Self::ANY,
            TypeDef::Array(element) => Self::below(*element),
            TypeDef::Enum(_) => Self::of(&[]),
            TypeDef::Domain(domain) => Self::below(domain.base),
        }
    }

    /// Whether a type is among them.
    pub const fn contains(self, builtin: Builtin) -> bool {
        self.0 & (1 << builtin as u8) != 0
    }
}
