//! Text.

use crate::model::{PgType, TypeDef};

const ALSO_TEXT: &[&str] = &["character varying", "character", "bpchar", "name", "citext", "xml"];

impl PgType for str {
    const TYPE: TypeDef = TypeDef::Sql("text");
    const ALSO: &'static [&'static str] = ALSO_TEXT;
}

impl PgType for String {
    const TYPE: TypeDef = TypeDef::Sql("text");
    const ALSO: &'static [&'static str] = ALSO_TEXT;
}
