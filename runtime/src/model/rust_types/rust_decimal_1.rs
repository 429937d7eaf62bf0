//! The type of `rust_decimal` 1.

use rust_decimal_1::Decimal;

use crate::model::{Builtin, PgType, TypeDef};

impl PgType for Decimal {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Numeric, "numeric");
}
