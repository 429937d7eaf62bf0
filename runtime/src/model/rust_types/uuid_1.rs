//! The type of uuid 1.

use uuid_1::Uuid;

use crate::model::{Builtin, PgType, TypeDef};

impl PgType for Uuid {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Uuid, "uuid");
}
