//! `#[aludel(...)]` on a variant of an enum that derives `PgEnum`.

use syn::{Attribute, LitStr};

use super::{Key, Once, list};
use crate::errors::Errors;

/// What the attributes of a variant say.
#[derive(Default)]
pub(crate) struct VariantAttributes {
    pub(crate) rename: Once<LitStr>,
    pub(crate) renamed_from: Once<LitStr>,
}

impl VariantAttributes {
    /// Reads all of them.
    pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut made = Self::default();
        list::read_attributes(attributes, errors, &mut |key, errors| made.key(key, errors));
        made
    }

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
