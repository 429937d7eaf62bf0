//! The type of uuid 1.

use uuid_1::Uuid;

use crate::model::{PgType, TypeDef};

impl PgType for Uuid {
    const TYPE: TypeDef = TypeDef::Sql("uuid");
}
