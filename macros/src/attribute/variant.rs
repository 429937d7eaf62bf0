//! `#[aludel(...)]` on a variant of an enum that derives `PgEnum`.

use syn::LitStr;

use super::{Attributes, Key, Once};
use crate::errors::Errors;

/// What the attributes of a variant say.
#[derive(Default)]
pub(crate) struct VariantAttributes {
    pub(crate) rename: Once<LitStr>,
    pub(crate) renamed_from: Once<LitStr>,
}

impl Attributes for VariantAttributes {
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "rename" => self.rename.set(key, key.name("rename = \"so_so\"")?, errors),
            "renamed_from" => {
                self.renamed_from.set(key, key.name("renamed_from = \"old\"")?, errors);
            }
            _ => return Err(key.unknown(&["rename", "renamed_from"])),
        }
        Ok(())
    }
}
