//! `#[aludel(...)]` on an enum that derives `PgEnum`.

use syn::{Attribute, LitStr, Path};

use super::{
    Key, Once,
    column::{Comment, comment, crate_path},
    list,
};
use crate::{case::Case, errors::Errors};

/// What the attributes of an enum say.
#[derive(Default)]
pub(crate) struct EnumAttributes {
    pub(crate) name: Once<LitStr>,
    pub(crate) schema: Once<LitStr>,
    pub(crate) rename_all: Once<Case>,
    pub(crate) comment: Once<Comment>,
    pub(crate) renamed_from: Once<LitStr>,
    pub(crate) crate_path: Once<Path>,
}

const KEYS: &[&str] = &["name", "schema", "rename_all", "comment", "renamed_from", "crate"];

impl EnumAttributes {
    /// Reads all of them.
    pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut made = Self::default();
        list::read_attributes(attributes, errors, &mut |key, errors| made.key(key, errors));
        made
    }

    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "name" => self.name.set(key, key.name("name = \"mood\"")?, errors),
            "schema" => self.schema.set(key, key.name("schema = \"billing\"")?, errors),
            "rename_all" => {
                let case = Case::read(&key.string("rename_all = \"snake_case\"")?)?;
                self.rename_all.set(key, case, errors);
            }
            "comment" => self.comment.set(key, comment(key)?, errors),
            "renamed_from" => {
                self.renamed_from.set(key, key.name("renamed_from = \"old\"")?, errors);
            }
            "crate" => self.crate_path.set(key, crate_path(key)?, errors),
            "rename" => {
                return Err(key.error("the name of the type is `name`; `rename` is for variants"));
            }
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}
