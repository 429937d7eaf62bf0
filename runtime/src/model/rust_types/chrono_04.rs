//! Types of chrono 0.4.

use chrono_04::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use crate::model::{PgType, TypeDef};

impl<Zone: TimeZone> PgType for DateTime<Zone> {
    const TYPE: TypeDef = TypeDef::Sql("timestamp with time zone");
}

impl PgType for NaiveDateTime {
    const TYPE: TypeDef = TypeDef::Sql("timestamp without time zone");
}

impl PgType for NaiveDate {
    const TYPE: TypeDef = TypeDef::Sql("date");
}

impl PgType for NaiveTime {
    const TYPE: TypeDef = TypeDef::Sql("time without time zone");
}
