//! `#[aludel(...)]` on a field.

use syn::{Attribute, Ident, LitStr};

use super::{
    Key, Once,
    check::Check,
    described::Described,
    foreign_key::{FIELD_KEYS, ForeignKey},
    identity::Identity,
    index::Index,
    list,
    typed::Typed,
    unique::{Kind, Unique},
};
use crate::{errors::Errors, suggest};

/// What the attributes of a field say.
#[derive(Default)]
pub(crate) struct ColumnAttributes {
    pub(crate) described: Described,
    pub(crate) typed: Typed,
    pub(crate) column: Once<LitStr>,
    pub(crate) nullable: Once<bool>,
    pub(crate) primary_key: Once<Unique>,
    pub(crate) serial: Once<()>,
    pub(crate) identity: Once<Identity>,
    pub(crate) generated_sql: Once<LitStr>,
    pub(crate) is_virtual: Once<()>,
    pub(crate) storage: Once<&'static str>,
    pub(crate) compression: Once<&'static str>,
    pub(crate) statistics: Once<i64>,
    pub(crate) skip: Once<()>,
    pub(crate) unique: Once<Unique>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) checks: Vec<Check>,
    pub(crate) foreign_key: ForeignKey,
}

const KEYS: &[&str] = &[
    "primary_key",
    "serial",
    "identity",
    "column",
    "type",
    "type_sql",
    "nullable",
    "unique",
    "index",
    "check",
    "references",
    "references_sql",
    "on_delete",
    "on_update",
    "match",
    "deferrable",
    "default",
    "default_sql",
    "generated_sql",
    "virtual",
    "collate",
    "comment",
    "storage",
    "compression",
    "statistics",
    "renamed_from",
    "skip",
];

/// Keys of the struct that are no keys of a field under another meaning.
const STRUCT_KEYS: &[&str] =
    &["table", "schema", "rename_all", "exclude", "has_many", "unlogged", "with", "crate"];

impl ColumnAttributes {
    /// Reads all of them.
    pub(crate) fn read(attributes: &[Attribute], field: &Ident, errors: &mut Errors) -> Self {
        let mut made = Self::default();
        list::read_attributes(attributes, errors, &mut |key, errors| made.key(key, field, errors));
        made
    }

    fn key(&mut self, key: &Key<'_>, field: &Ident, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "primary_key" => {
                let made = Unique::of_field(key, field, Kind::PrimaryKey, errors)?;
                self.primary_key.set(key, made, errors);
            }
            "unique" => {
                let made = Unique::of_field(key, field, Kind::Unique, errors)?;
                self.unique.set(key, made, errors);
            }
            "index" => self.indexes.push(Index::of_field(key, field, errors)?),
            "check" => self.checks.push(Check::read(key, errors)?),
            "identity" => {
                let made = Identity::read(key, errors)?;
                self.identity.set(key, made, errors);
            }
            word if FIELD_KEYS.contains(&word) => {
                if !self.foreign_key.has_target() {
                    self.foreign_key.line = key.line();
                }
                self.foreign_key.key(key, errors)?;
            }
            _ => return self.value(key, errors),
        }
        Ok(())
    }

    /// The keys of the column itself.
    fn value(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        if self.described.key(key, errors)? || self.typed.key(key, errors)? {
            return Ok(());
        }
        match key.text.as_str() {
            "column" => self.column.set(key, key.name("column = \"name\"")?, errors),
            "nullable" => self.nullable.set(key, key.boolean()?, errors),
            "serial" => self.serial.set(key, key.flag()?, errors),
            "generated_sql" => {
                let sql = key.sql("generated_sql = \"price * amount\"")?;
                self.generated_sql.set(key, sql, errors);
            }
            "virtual" => self.is_virtual.set(key, key.flag()?, errors),
            "storage" => self.storage.set(key, storage(key)?, errors),
            "compression" => {
                let word = key.word(&[("pglz", "pglz"), ("lz4", "lz4")])?;
                self.compression.set(key, word, errors);
            }
            "statistics" => self.statistics.set(key, key.integer(0..=10_000)?, errors),
            "skip" => self.skip.set(key, key.flag()?, errors),
            _ => return Err(unknown(key)),
        }
        Ok(())
    }
}

fn unknown(key: &Key<'_>) -> syn::Error {
    let word = key.text.as_str();
    if STRUCT_KEYS.contains(&word) {
        return key.error(format!("`{word}` belongs on the struct, not on a field"));
    }
    match suggest::nearest(word, KEYS) {
        Some(near) => key.error(format!("unknown key `{word}`; did you mean `{near}`?")),
        None => key.unknown(KEYS),
    }
}

fn storage(key: &Key<'_>) -> syn::Result<&'static str> {
    key.word(&[
        ("plain", "plain"),
        ("external", "external"),
        ("extended", "extended"),
        ("main", "main"),
    ])
}
