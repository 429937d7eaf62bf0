//! The type of `serde_json` 1.

use serde_json::Value;

use crate::model::{Builtin, Builtins, PgType, TypeDef};

impl PgType for Value {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Jsonb, "jsonb");
    const ACCEPTS: Builtins = Builtins::of(&[Builtin::Jsonb, Builtin::Json]);
}
