//! Types of jiff 0.2.

use jiff_02::{
    Span, Timestamp,
    civil::{Date, DateTime, Time},
};

use crate::model::{PgType, TypeDef};

impl PgType for Timestamp {
    const TYPE: TypeDef = TypeDef::Sql("timestamp with time zone");
}

impl PgType for DateTime {
    const TYPE: TypeDef = TypeDef::Sql("timestamp without time zone");
}

impl PgType for Date {
    const TYPE: TypeDef = TypeDef::Sql("date");
}

impl PgType for Time {
    const TYPE: TypeDef = TypeDef::Sql("time without time zone");
}

impl PgType for Span {
    const TYPE: TypeDef = TypeDef::Sql("interval");
}
