//! Types of jiff 0.2.

use jiff_02::{
    Span, Timestamp,
    civil::{Date, DateTime, Time},
};

use crate::model::{Builtin, PgType, TypeDef};

impl PgType for Timestamp {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::TimestampTz, "timestamp with time zone");
}

impl PgType for DateTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Timestamp, "timestamp without time zone");
}

impl PgType for Date {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Date, "date");
}

impl PgType for Time {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Time, "time without time zone");
}

impl PgType for Span {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Interval, "interval");
}
