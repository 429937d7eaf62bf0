//! Types of chrono 0.4.

use chrono_04::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use crate::model::{Builtin, PgType, TypeDef};

impl<Zone: TimeZone> PgType for DateTime<Zone> {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::TimestampTz, "timestamp with time zone");
}

impl PgType for NaiveDateTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Timestamp, "timestamp without time zone");
}

impl PgType for NaiveDate {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Date, "date");
}

impl PgType for NaiveTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Time, "time without time zone");
}
