//! `#[aludel(...)]` on a newtype that derives `PgType`.

use syn::{Attribute, LitStr, Path};

use super::{
    Key, Once,
    check::Check,
    column::{Comment, comment, crate_path},
    default::Default as Literal,
    index::{self, Collation},
    list,
    sql_type::SqlType,
};
use crate::errors::Errors;

/// What the attributes of a newtype say.
#[derive(Default)]
pub(crate) struct NewtypeAttributes {
    pub(crate) transparent: Once<()>,
    pub(crate) domain: Once<LitStr>,
    pub(crate) schema: Once<LitStr>,
    pub(crate) data_type: Once<SqlType>,
    pub(crate) type_sql: Once<LitStr>,
    pub(crate) checks: Vec<Check>,
    pub(crate) default: Once<Literal>,
    pub(crate) default_sql: Once<LitStr>,
    pub(crate) not_null: Once<()>,
    pub(crate) collate: Once<Collation>,
    pub(crate) comment: Once<Comment>,
    pub(crate) renamed_from: Once<LitStr>,
    pub(crate) crate_path: Once<Path>,
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

impl NewtypeAttributes {
    /// Reads all of them.
    pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut made = Self::default();
        list::read_attributes(attributes, errors, &mut |key, errors| made.key(key, errors));
        made
    }

    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "transparent" => self.transparent.set(key, key.flag()?, errors),
            "domain" => self.domain.set(key, key.name("domain = \"email\"")?, errors),
            "schema" => self.schema.set(key, key.name("schema = \"billing\"")?, errors),
            "type" => self.data_type.set(key, SqlType::read(key)?, errors),
            "type_sql" => self.type_sql.set(key, key.sql("type_sql = \"ltree\"")?, errors),
            "check" => self.checks.push(Check::read(key, errors)?),
            "default" => self.default.set(key, Literal::read(key)?, errors),
            "default_sql" => self.default_sql.set(key, key.sql("default_sql = \"now()\"")?, errors),
            "not_null" => self.not_null.set(key, key.flag()?, errors),
            "collate" => self.collate.set(key, index::collation(key)?, errors),
            "comment" => self.comment.set(key, comment(key)?, errors),
            "renamed_from" => {
                self.renamed_from.set(key, key.name("renamed_from = \"old\"")?, errors);
            }
            "crate" => self.crate_path.set(key, crate_path(key)?, errors),
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }

    /// The keys that only a domain has, as far as they stand there.
    pub(crate) fn domain_keys(&self) -> Vec<&syn::Ident> {
        let keys = [
            self.schema.key(),
            self.data_type.key(),
            self.type_sql.key(),
            self.default.key(),
            self.default_sql.key(),
            self.not_null.key(),
            self.collate.key(),
            self.comment.key(),
            self.renamed_from.key(),
        ];
        keys.into_iter().flatten().collect()
    }
}
