//! `#[aludel(...)]` on an enum that derives `PgEnum`.

use syn::LitStr;

use super::{Attributes, Key, Once, described::Described, item::Item};
use crate::{case::Case, errors::Errors};

/// What the attributes of an enum say.
#[derive(Default)]
pub(crate) struct EnumAttributes {
    pub(crate) item: Item,
    pub(crate) described: Described,
    pub(crate) name: Once<LitStr>,
    pub(crate) rename_all: Once<Case>,
}

const KEYS: &[&str] = &["name", "schema", "rename_all", "comment", "renamed_from", "crate"];

impl Attributes for EnumAttributes {
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        if self.item.key(key, errors)? || self.described.key(key, errors)? {
            return Ok(());
        }
        match key.text.as_str() {
            "name" => self.name.set(key, key.name("name = \"mood\"")?, errors),
            "rename_all" => self.rename_all.set(key, Case::read(key)?, errors),
            "rename" => {
                return Err(key.error("the name of the type is `name`; `rename` is for variants"));
            }
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}
