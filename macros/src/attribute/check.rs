//! `check("low <= high", name = "..")`.

use syn::{LitStr, Token};

use super::{Key, Once, key::check_sql, list};
use crate::errors::Errors;

/// A check constraint.
pub(crate) struct Check {
    pub(crate) line: u32,
    pub(crate) sql: LitStr,
    pub(crate) name: Once<LitStr>,
    pub(crate) no_inherit: Once<()>,
}

impl Check {
    /// Reads what follows `check`.
    pub(crate) fn read(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Self> {
        const EXAMPLE: &str = "check(\"price > 0\")";
        let content = key.content(EXAMPLE)?;
        if !content.peek(LitStr) {
            let message = format!("expected the condition as SQL text first: `{EXAMPLE}`");
            let error = content.error(message);
            // What stands in the parentheses must be consumed, or it is reported as well.
            list::read_list(&content, &mut Errors::default(), &mut |_, _| Ok(()));
            return Err(error);
        }
        let sql: LitStr = content.parse()?;
        errors.keep(check_sql(&sql));
        errors.keep(content.parse::<Option<Token![,]>>());
        let mut made =
            Self { line: key.line(), sql, name: Once::default(), no_inherit: Once::default() };
        list::read_list(&content, errors, &mut |inner, errors| {
            match inner.text.as_str() {
                "name" => made.name.set(inner, inner.name("name = \"price_is_positive\"")?, errors),
                "no_inherit" => made.no_inherit.set(inner, inner.flag()?, errors),
                _ => return Err(inner.unknown(&["name", "no_inherit"])),
            }
            Ok(())
        });
        Ok(made)
    }
}
