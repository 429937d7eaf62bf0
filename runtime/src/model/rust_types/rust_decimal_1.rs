//! The type of `rust_decimal` 1.

use rust_decimal_1::Decimal;

use crate::model::{PgType, TypeDef};

impl PgType for Decimal {
    const TYPE: TypeDef = TypeDef::Sql("numeric");
    const ALSO: &'static [&'static str] = &["money"];
}
