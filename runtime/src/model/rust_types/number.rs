//! Numbers and truth values.
//!
//! `u8`, `u16`, `u32`, `u64`, `i8`, `usize` and `char` have no counterpart, and `u8` must stay
//! without one: that is what makes `Vec<u8>` a `bytea`.

use crate::model::{Builtin, PgType, TypeDef};

impl PgType for bool {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Boolean, "boolean");
}

impl PgType for i16 {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::SmallInt, "smallint");
}

impl PgType for i32 {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Integer, "integer");
}

impl PgType for i64 {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::BigInt, "bigint");
}

impl PgType for f32 {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Real, "real");
}

impl PgType for f64 {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::DoublePrecision, "double precision");
}
