//! Lists that name fields: `(a, b, name = "..")`.

use syn::{Ident, parse::ParseStream};

use super::{Key, list};
use crate::errors::Errors;

/// Reads a list in which a bare word is a field, unless it is one of the flags; `r#word` is a field
/// always. Returns whether all was good.
pub(crate) fn read(
    input: ParseStream<'_>,
    flags: &[&str],
    errors: &mut Errors,
    each: &mut dyn FnMut(Item<'_, '_>, &mut Errors) -> syn::Result<()>,
) -> bool {
    list::read_list(input, errors, &mut |key, errors| {
        let is_field = key.is_bare() && !flags.contains(&key.text.as_str());
        let item = if is_field { Item::Field(&key.ident) } else { Item::Key(key) };
        each(item, errors)
    })
}

/// What stands in a list that names fields.
pub(crate) enum Item<'k, 'a> {
    /// A field.
    Field(&'k Ident),
    /// A key or a flag.
    Key(&'k Key<'a>),
}

/// `include(a, b)`: fields and nothing else, at least one.
pub(crate) fn fields(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Vec<Ident>> {
    let content = key.content(&format!("{}(a, b)", key.text))?;
    let mut fields = Vec::new();
    let is_good = list::read_list(&content, errors, &mut |inner, _| {
        inner.flag()?;
        fields.push(inner.ident.clone());
        Ok(())
    });
    if fields.is_empty() && is_good {
        Err(key.error(format!("`{}` names no field", key.text)))
    } else {
        Ok(fields)
    }
}
