//! Types of time 0.3.

use time_03::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use crate::model::{PgType, TypeDef};

impl PgType for OffsetDateTime {
    const TYPE: TypeDef = TypeDef::Sql("timestamp with time zone");
}

impl PgType for PrimitiveDateTime {
    const TYPE: TypeDef = TypeDef::Sql("timestamp without time zone");
}

impl PgType for Date {
    const TYPE: TypeDef = TypeDef::Sql("date");
}

impl PgType for Time {
    const TYPE: TypeDef = TypeDef::Sql("time without time zone");
}
