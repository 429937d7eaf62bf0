//! Types of time 0.3.

use time_03::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use crate::model::{Builtin, PgType, TypeDef};

impl PgType for OffsetDateTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::TimestampTz, "timestamp with time zone");
}

impl PgType for PrimitiveDateTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Timestamp, "timestamp without time zone");
}

impl PgType for Date {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Date, "date");
}

impl PgType for Time {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Time, "time without time zone");
}
