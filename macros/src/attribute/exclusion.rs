//! `exclude(using = gist, sql = "room WITH =, during WITH &&", where_sql = "..")`.

use syn::{Ident, LitStr, ext::IdentExt};

use super::{
    Key, Once, columns, index, list, options,
    options::Options,
    unique::{Deferral, deferrable},
};
use crate::errors::Errors;

/// An exclusion constraint.
#[derive(Default)]
pub(crate) struct Exclusion {
    pub(crate) line: u32,
    pub(crate) sql: Once<LitStr>,
    pub(crate) using: Once<Ident>,
    pub(crate) name: Once<LitStr>,
    pub(crate) include: Once<Vec<Ident>>,
    pub(crate) where_sql: Once<LitStr>,
    pub(crate) deferrable: Once<Deferral>,
    pub(crate) with: Once<Options>,
}

impl Exclusion {
    /// Reads what follows `exclude`.
    pub(crate) fn read(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Self> {
        const EXAMPLE: &str = "exclude(using = gist, sql = \"during WITH &&\")";
        let content = key.content(EXAMPLE)?;
        let mut made = Self { line: key.line(), ..Self::default() };
        let is_good =
            list::read_list(&content, errors, &mut |inner, errors| made.key(inner, errors));
        if made.sql.is_set() || !is_good {
            Ok(made)
        } else {
            Err(key.error(format!("`exclude` needs its elements: `{EXAMPLE}`")))
        }
    }

    /// The access method; `gist` is what exclusion constraints are made for.
    pub(crate) fn method(&self) -> String {
        self.using.get().map_or_else(|| "gist".to_owned(), |word| word.unraw().to_string())
    }

    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "sql" => self.sql.set(key, key.sql("sql = \"room WITH =, during WITH &&\"")?, errors),
            "using" => self.using.set(key, index::method(key)?, errors),
            "name" => self.name.set(key, key.name("name = \"no_overlap\"")?, errors),
            "include" => {
                let fields = columns::fields(key, errors)?;
                self.include.set(key, fields, errors);
            }
            "where_sql" => {
                self.where_sql.set(key, key.sql("where_sql = \"NOT cancelled\"")?, errors);
            }
            "deferrable" => self.deferrable.set(key, deferrable(key)?, errors),
            "with" => {
                let pairs = options::read(key, errors)?;
                self.with.set(key, pairs, errors);
            }
            _ => {
                return Err(key.unknown(&[
                    "using",
                    "sql",
                    "where_sql",
                    "name",
                    "include",
                    "deferrable",
                    "with",
                ]));
            }
        }
        Ok(())
    }
}
