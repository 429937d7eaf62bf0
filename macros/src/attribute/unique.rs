//! `primary_key(...)` and `unique(...)`.

use syn::{Ident, LitStr};

use super::{Key, Once, columns, columns::Item, options, options::Options};
use crate::errors::Errors;

/// When a constraint is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deferral {
    Immediate,
    Deferred,
}

/// A primary key or a unique constraint.
#[derive(Default)]
pub(crate) struct Unique {
    pub(crate) line: u32,
    pub(crate) columns: Vec<Ident>,
    pub(crate) name: Once<LitStr>,
    pub(crate) include: Once<Vec<Ident>>,
    pub(crate) nulls_not_distinct: Once<()>,
    pub(crate) deferrable: Once<Deferral>,
    pub(crate) with: Once<Options>,
}

/// Which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    PrimaryKey,
    Unique,
}

const FLAGS: &[&str] = &["nulls_not_distinct", "deferrable"];

impl Unique {
    /// On the struct: the fields, then the rest.
    pub(crate) fn of_struct(key: &Key<'_>, kind: Kind, errors: &mut Errors) -> syn::Result<Self> {
        let content = key.content(&format!("{}(a, b)", key.text))?;
        let mut made = Self { line: key.line(), ..Self::default() };
        let is_good = columns::read(&content, FLAGS, errors, &mut |item, errors| match item {
            Item::Field(field) => {
                made.columns.push(field.clone());
                Ok(())
            }
            Item::Key(inner) => made.key(inner, kind, errors),
        });
        if made.columns.is_empty() && is_good {
            Err(key.error(format!("`{}` names no field", key.text)))
        } else {
            Ok(made)
        }
    }

    /// On a field: nothing, or the rest in parentheses.
    pub(crate) fn of_field(
        key: &Key<'_>,
        field: &Ident,
        kind: Kind,
        errors: &mut Errors,
    ) -> syn::Result<Self> {
        let mut made = Self { line: key.line(), columns: vec![field.clone()], ..Self::default() };
        key.optional_list(errors, &mut |inner, errors| made.key(inner, kind, errors))?;
        Ok(made)
    }

    fn key(&mut self, key: &Key<'_>, kind: Kind, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "name" => self.name.set(key, key.name("name = \"app_users_email_key\"")?, errors),
            "include" => {
                let fields = columns::fields(key, errors)?;
                self.include.set(key, fields, errors);
            }
            "nulls_not_distinct" if kind == Kind::Unique => {
                self.nulls_not_distinct.set(key, key.flag()?, errors);
            }
            "deferrable" => self.deferrable.set(key, deferrable(key)?, errors),
            "with" => {
                let pairs = options::read(key, errors)?;
                self.with.set(key, pairs, errors);
            }
            _ if kind == Kind::PrimaryKey => {
                return Err(key.unknown(&["name", "include", "deferrable", "with"]));
            }
            _ => {
                let known = &["name", "include", "nulls_not_distinct", "deferrable", "with"];
                return Err(key.unknown(known));
            }
        }
        Ok(())
    }
}

/// `deferrable` or `deferrable = initially_deferred`.
pub(crate) fn deferrable(key: &Key<'_>) -> syn::Result<Deferral> {
    if key.is_bare() {
        Ok(Deferral::Immediate)
    } else {
        key.word(&[
            ("initially_deferred", Deferral::Deferred),
            ("initially_immediate", Deferral::Immediate),
        ])
    }
}
