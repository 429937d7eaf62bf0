//! `#[aludel(...)]` on a struct that derives `Model`.

use proc_macro2::TokenStream;
use syn::{LitStr, Path};

use super::{
    Attributes, Key, Once,
    check::Check,
    described::Described,
    exclusion::Exclusion,
    foreign_key::ForeignKey,
    index::Index,
    item::Item,
    options,
    options::Options,
    unique::{Kind, Unique},
};
use crate::{case::Case, errors::Errors};

/// What the attributes of a struct say.
#[derive(Default)]
pub(crate) struct TableAttributes {
    pub(crate) item: Item,
    pub(crate) described: Described,
    pub(crate) table: Once<LitStr>,
    pub(crate) rename_all: Once<Case>,
    pub(crate) unlogged: Once<()>,
    pub(crate) with: Once<Options>,
    pub(crate) primary_key: Once<Unique>,
    pub(crate) uniques: Vec<Unique>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) checks: Vec<Check>,
    pub(crate) exclusions: Vec<Exclusion>,
    pub(crate) has_many: Vec<(Path, u32)>,
}

const KEYS: &[&str] = &[
    "table",
    "schema",
    "rename_all",
    "comment",
    "renamed_from",
    "primary_key",
    "unique",
    "index",
    "foreign_key",
    "check",
    "exclude",
    "has_many",
    "unlogged",
    "with",
    "crate",
];

/// Keys of a field that are no keys of the struct under another meaning.
const FIELD_KEYS: &[&str] = &[
    "serial",
    "identity",
    "column",
    "type",
    "type_sql",
    "nullable",
    "references",
    "references_sql",
    "on_delete",
    "on_update",
    "default",
    "default_sql",
    "generated_sql",
    "virtual",
    "collate",
    "storage",
    "compression",
    "statistics",
    "skip",
];

impl Attributes for TableAttributes {
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        if self.item.key(key, errors)? || self.described.key(key, errors)? {
            return Ok(());
        }
        match key.text.as_str() {
            "table" => self.table.set(key, key.name("table = \"app_users\"")?, errors),
            "rename_all" => self.rename_all.set(key, Case::read(key)?, errors),
            "unlogged" => self.unlogged.set(key, key.flag()?, errors),
            "with" => {
                let pairs = options::read(key, errors)?;
                self.with.set(key, pairs, errors);
            }
            _ => return self.part(key, errors),
        }
        Ok(())
    }
}

impl TableAttributes {
    /// The keys that make constraints and indexes.
    fn part(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "primary_key" => {
                let made = Unique::of_struct(key, Kind::PrimaryKey, errors)?;
                self.primary_key.set(key, made, errors);
            }
            "unique" => self.uniques.push(Unique::of_struct(key, Kind::Unique, errors)?),
            "index" => self.indexes.push(Index::of_struct(key, errors)?),
            "foreign_key" => self.foreign_keys.push(ForeignKey::of_struct(key, errors)?),
            "check" => self.checks.push(Check::read(key, errors)?),
            "exclude" => self.exclusions.push(Exclusion::read(key, errors)?),
            "has_many" => {
                self.has_many.push((child(key)?, key.line()));
            }
            word if FIELD_KEYS.contains(&word) => {
                return Err(key.error(format!("`{word}` belongs on a field, not on the struct")));
            }
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}

/// `has_many(Child)`.
fn child(key: &Key<'_>) -> syn::Result<Path> {
    const EXPECTED: &str = "`has_many` takes one model: `has_many(Child)`";
    let content = key.content("has_many(Child)")?;
    let Ok(path) = content.call(Path::parse_mod_style) else { return Err(key.error(EXPECTED)) };
    // What stands in the parentheses must be consumed, or it is reported as well.
    let rest: TokenStream = content.parse()?;
    if rest.is_empty() { Ok(path) } else { Err(syn::Error::new_spanned(rest, EXPECTED)) }
}
