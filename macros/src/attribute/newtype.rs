//! `#[aludel(...)]` on a newtype that derives `PgType`.

use syn::{Ident, LitStr};

use super::{Attributes, Key, Once, check::Check, described::Described, item::Item, typed::Typed};
use crate::errors::Errors;

/// What the attributes of a newtype say.
#[derive(Default)]
pub(crate) struct NewtypeAttributes {
    pub(crate) item: Item,
    pub(crate) described: Described,
    pub(crate) typed: Typed,
    pub(crate) transparent: Once<()>,
    pub(crate) domain: Once<LitStr>,
    pub(crate) checks: Vec<Check>,
    pub(crate) not_null: Once<()>,
}

const KEYS: &[&str] = &[
    "transparent",
    "domain",
    "schema",
    "type",
    "type_sql",
    "check",
    "default",
    "default_sql",
    "not_null",
    "collate",
    "comment",
    "renamed_from",
    "crate",
];

impl Attributes for NewtypeAttributes {
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        if self.item.key(key, errors)?
            || self.described.key(key, errors)?
            || self.typed.key(key, errors)?
        {
            return Ok(());
        }
        match key.text.as_str() {
            "transparent" => self.transparent.set(key, key.flag()?, errors),
            "domain" => self.domain.set(key, key.name("domain = \"email\"")?, errors),
            "check" => self.checks.push(Check::read(key, errors)?),
            "not_null" => self.not_null.set(key, key.flag()?, errors),
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}

impl NewtypeAttributes {
    /// The keys that only a domain has, as far as they stand there.
    pub(crate) fn domain_keys(&self) -> impl Iterator<Item = &Ident> {
        let own = [self.item.schema.key(), self.not_null.key()].into_iter().flatten();
        own.chain(self.typed.keys()).chain(self.described.keys())
    }
}
