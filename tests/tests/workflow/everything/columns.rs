//! Columns: every key of a field, and every type.

use std::{borrow::Cow, net::IpAddr, rc::Rc, sync::Arc, time::SystemTime};

use aludel::Model;

use super::kinds::{Email, Foreign, Id, Mood, Span, WorkEmail};

/// Every key that says what a column is.
#[derive(Debug, Model)]
#[aludel(table = "said")]
pub(crate) struct Said {
    #[aludel(primary_key(name = "said_key", with(fillfactor = 90)), serial)]
    id: i32,
    #[aludel(identity)]
    by_default: i16,
    #[aludel(identity(always, start = 100, increment = -2, minvalue = -500, maxvalue = 500))]
    #[aludel(unique)]
    always: i64,
    #[aludel(identity(by_default, cache = 20, cycle))]
    in_circles: i64,
    #[aludel(column = "Total \"Sum\"", renamed_from = "total", nullable = true)]
    total: i32,
    #[aludel(default = -5, check("negative < 0"))]
    negative: i32,
    #[aludel(default = true)]
    flag: bool,
    #[aludel(default = 1.5, check("ratio > 0 AND ratio < 2", name = "in reach", no_inherit))]
    ratio: f64,
    #[aludel(default = r"it's \ here", collate = "C", comment = "it's what it's called")]
    name: String,
    /// In the words of its owner.
    #[aludel(comment, collate = "pg_catalog"."POSIX", storage = external, statistics = 500)]
    note: Option<String>,
    #[aludel(storage = main, compression = pglz)]
    body: String,
    #[aludel(
        default_sql = "gen_random_uuid()",
        unique(name = "said once", include(id), deferrable)
    )]
    key: uuid::Uuid,
    #[aludel(generated_sql = "negative * 2")]
    twice: i32,
    #[aludel(type_sql = "tsvector", generated_sql = "to_tsvector('english'::regconfig, body)")]
    #[aludel(index(using = gin))]
    words: Option<Foreign>,
    #[aludel(default = "VERY_HAPPY")]
    mood: Mood,
    #[aludel(default_sql = "CURRENT_TIMESTAMP", index(desc, nulls_last))]
    r#type: chrono::DateTime<chrono::Utc>,
    #[aludel(skip)]
    cache: Option<Foreign>,
}

/// Every Rust type that has a type of the database.
#[derive(Debug, Model)]
pub(crate) struct RustTypes {
    small: i16,
    integer: i32,
    #[aludel(primary_key)]
    big: Id<i64>,
    real: f32,
    double: f64,
    truth: bool,
    text: String,
    boxed: Box<str>,
    borrowed: Cow<'static, str>,
    counted: Rc<str>,
    shared: Option<Arc<i32>>,
    bytes: Vec<u8>,
    digest: [u8; 32],
    address: IpAddr,
    instant: SystemTime,
    document: serde_json::Value,
    uuid: uuid::Uuid,
    money: rust_decimal::Decimal,
    mood: Option<Mood>,
    email: Email,
    work: Option<WorkEmail>,
    span: Span,
}

/// The types of crates that tell the time.
#[derive(Debug, Model)]
pub(crate) struct Times {
    chrono_instant: chrono::DateTime<chrono::Utc>,
    chrono_local: chrono::NaiveDateTime,
    chrono_date: chrono::NaiveDate,
    chrono_time: chrono::NaiveTime,
    jiff_instant: jiff::Timestamp,
    jiff_local: jiff::civil::DateTime,
    jiff_date: jiff::civil::Date,
    jiff_time: jiff::civil::Time,
    jiff_span: jiff::Span,
    time_instant: time::OffsetDateTime,
    time_local: time::PrimitiveDateTime,
    time_date: time::Date,
    time_time: time::Time,
}

/// Arrays of all of them.
#[derive(Debug, Model)]
pub(crate) struct Arrays {
    #[aludel(default = "{a,b}")]
    tags: Vec<String>,
    maybe: Option<Vec<Option<i32>>>,
    three: [i64; 3],
    nested: Vec<Vec<f64>>,
    moods: Vec<Mood>,
    emails: Vec<Email>,
    blobs: Vec<Vec<u8>>,
    #[aludel(type = varchar(20)[])]
    codes: Vec<String>,
    #[aludel(type_sql = "int4range[]")]
    spans: Vec<Foreign>,
    days: Vec<chrono::NaiveDate>,
}

/// Declared types, under all their names.
#[derive(Debug, Model)]
pub(crate) struct Declared {
    #[aludel(type = varchar(255))]
    a: String,
    #[aludel(type = character varying)]
    b: String,
    #[aludel(type = char)]
    c: String,
    #[aludel(type = character(3))]
    d: Option<String>,
    #[aludel(type = citext)]
    e: String,
    #[aludel(type = name)]
    f: String,
    #[aludel(type = xml)]
    g: String,
    #[aludel(type = numeric(10, 2), default = 1.50)]
    h: rust_decimal::Decimal,
    #[aludel(type = decimal(10))]
    i: rust_decimal::Decimal,
    #[aludel(type = int4)]
    j: i32,
    #[aludel(type = float(20))]
    k: f32,
    #[aludel(type = double precision)]
    l: f64,
    #[aludel(type = timestamptz(3))]
    m: chrono::DateTime<chrono::Utc>,
    #[aludel(type = timestamp(0) without time zone)]
    n: jiff::civil::DateTime,
    #[aludel(type = time(6))]
    o: time::Time,
    #[aludel(type = timetz)]
    p: Foreign,
    #[aludel(type = interval day to second(3))]
    q: Foreign,
    #[aludel(type = interval(2))]
    r: jiff::Span,
    #[aludel(type = json)]
    s: serde_json::Value,
    #[aludel(type = cidr)]
    t: IpAddr,
    #[aludel(type = macaddr8)]
    u: Foreign,
    #[aludel(type = bit)]
    v: Foreign,
    #[aludel(type = bit varying(16))]
    w: Foreign,
    #[aludel(type = pg_catalog.pg_lsn)]
    x: Foreign,
    #[aludel(type = money)]
    y: Foreign,
    #[aludel(type = kinds.feeling)]
    z: Foreign,
}
