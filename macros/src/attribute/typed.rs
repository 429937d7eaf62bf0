//! A type, a default and a collation: what a column and a domain share.

use syn::{Ident, LitStr};

use super::{
    Key, Once,
    builtin::Builtin,
    default::{Default as Literal, Kind},
    index::{self, Collation},
    sql_type::SqlType,
};
use crate::errors::Errors;

/// What values there are.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) data_type: Once<SqlType>,
    pub(crate) type_sql: Once<LitStr>,
    pub(crate) default: Once<Literal>,
    pub(crate) default_sql: Once<LitStr>,
    pub(crate) collate: Once<Collation>,
}

impl Typed {
    /// Reads the key, if it is one of these.
    pub(crate) fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<bool> {
        match key.text.as_str() {
            "type" => self.data_type.set(key, SqlType::read(key)?, errors),
            "type_sql" => self.type_sql.set(key, key.sql("type_sql = \"tsvector\"")?, errors),
            "default" => self.default.set(key, Literal::read(key)?, errors),
            "default_sql" => self.default_sql.set(key, key.sql("default_sql = \"now()\"")?, errors),
            "collate" => self.collate.set(key, index::collation(key)?, errors),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The keys that stand there.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Ident> {
        let keys = [
            self.data_type.key(),
            self.type_sql.key(),
            self.default.key(),
            self.default_sql.key(),
            self.collate.key(),
        ];
        keys.into_iter().flatten()
    }

    /// Whether the type is given, in whatever way.
    pub(crate) fn has_type(&self) -> bool {
        self.data_type.is_set() || self.type_sql.is_set()
    }

    /// The default as SQL.
    pub(crate) fn default(&self) -> Option<String> {
        let literal = self.default.get().map(|literal| literal.sql.clone());
        literal.or_else(|| self.default_sql.get().map(LitStr::value))
    }

    /// Reports what is said twice, and a literal that is no value of the declared type. Where no
    /// type is declared the compiler checks it.
    pub(crate) fn judge(&self, errors: &mut Errors) {
        if let (true, Some(second)) = (self.data_type.is_set(), self.type_sql.key()) {
            errors.at(second, "the type is given twice: by `type` and by `type_sql`");
        }
        if let (true, Some(second)) = (self.default.is_set(), self.default_sql.key()) {
            errors.at(second, "the default is given twice: by `default` and by `default_sql`");
        }
        if let (Some(literal), Some(declared)) = (self.default.get(), self.data_type.get())
            && !is_value(literal.kind, declared)
        {
            let message = format!("{} is no value of type {}", literal.sql, declared.sql);
            errors.at(&literal.literal, message);
        }
    }
}

fn is_value(kind: Kind, declared: &SqlType) -> bool {
    let Some(builtin) = declared.builtin else { return true };
    if declared.is_array() {
        return kind == Kind::Text;
    }
    match kind {
        Kind::Bool => builtin == Builtin::Boolean,
        Kind::Integer => builtin.is_number(),
        Kind::Float => builtin.is_number() && !builtin.is_integer(),
        Kind::Text => !builtin.is_number() && builtin != Builtin::Boolean,
    }
}
