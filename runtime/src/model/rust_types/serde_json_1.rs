//! The type of `serde_json` 1.

use serde_json::Value;

use crate::model::{PgType, TypeDef};

impl PgType for Value {
    const TYPE: TypeDef = TypeDef::Sql("jsonb");
    const ALSO: &'static [&'static str] = &["json"];
}
