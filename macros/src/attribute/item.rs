//! `schema` and `crate`: what a table, an enumerated type and a domain share.

use syn::{Attribute, LitStr, Path};

use super::{Key, Once, list};
use crate::errors::Errors;

/// What the attributes of a kind of item say.
pub(crate) trait Attributes: Default {
    /// Reads one key.
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()>;

    /// Reads all of them.
    fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut made = Self::default();
        list::read_attributes(attributes, errors, &mut |key, errors| made.key(key, errors));
        made
    }
}

/// Where an item stands: in the database and in Rust.
#[derive(Default)]
pub(crate) struct Item {
    pub(crate) schema: Once<LitStr>,
    pub(crate) crate_path: Once<Path>,
}

impl Item {
    /// Reads the key, if it is one of these.
    pub(crate) fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<bool> {
        match key.text.as_str() {
            "schema" => self.schema.set(key, key.name("schema = \"billing\"")?, errors),
            "crate" => self.crate_path.set(key, crate_path(key)?, errors),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The schema, which is `public` where nothing is said.
    pub(crate) fn schema(&self) -> String {
        self.schema.get().map_or_else(|| "public".to_owned(), LitStr::value)
    }
}

/// `crate = ::path`.
pub(crate) fn crate_path(key: &Key<'_>) -> syn::Result<Path> {
    key.equals("crate = ::aludel")?;
    let explain =
        |error: syn::Error| syn::Error::new(error.span(), "expected a path: `crate = ::aludel`");
    key.input.call(Path::parse_mod_style).map_err(explain)
}
