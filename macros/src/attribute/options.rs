//! Storage parameters: `with(fillfactor = 70, autovacuum_enabled = false)`.

use syn::{Lit, Token, ext::IdentExt};

use super::{Key, list};
use crate::errors::Errors;

/// Names and values as SQL.
pub(crate) type Options = Vec<(String, String)>;

/// Reads what follows `with`.
pub(crate) fn read(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Options> {
    let content = key.content("with(fillfactor = 70)")?;
    let mut pairs = Options::new();
    let is_good = list::read_list(&content, errors, &mut |inner, errors| {
        let (name, value) = pair(inner)?;
        if pairs.iter().any(|(known, _)| *known == name) {
            errors.at(&inner.ident, format!("`{name}` is given twice"));
        }
        pairs.push((name, value));
        Ok(())
    });
    if pairs.is_empty() && is_good {
        Err(key.error("`with` names no parameter: `with(fillfactor = 70)`"))
    } else {
        Ok(pairs)
    }
}

fn pair(key: &Key<'_>) -> syn::Result<(String, String)> {
    let mut name = key.ident.unraw().to_string();
    if key.input.parse::<Option<Token![.]>>()?.is_some() {
        // The parameters of the part that holds long values: `toast.autovacuum_enabled`.
        name = format!("{name}.{}", syn::Ident::parse_any(key.input)?.unraw());
    }
    if !key.input.peek(Token![=]) {
        return Err(key.error(format!("`{name}` takes a value: `{name} = 70`")));
    }
    key.input.parse::<Token![=]>()?;
    Ok((name, value(key)?))
}

fn value(key: &Key<'_>) -> syn::Result<String> {
    if key.input.peek(syn::Ident::peek_any) && !key.input.peek(syn::LitBool) {
        return Ok(syn::Ident::parse_any(key.input)?.unraw().to_string());
    }
    let minus = key.input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
    let expected = "expected a number, a word, `true` or `false`";
    if !key.input.peek(Lit) {
        return Err(key.input.error(expected));
    }
    let literal: Lit = key.input.parse()?;
    match &literal {
        Lit::Int(number) => Ok(format!("{minus}{}", number.base10_digits())),
        Lit::Float(number) => Ok(format!("{minus}{}", number.base10_digits())),
        Lit::Bool(value) if minus.is_empty() => Ok(value.value.to_string()),
        Lit::Str(text) if minus.is_empty() => Ok(format!("'{}'", text.value().replace('\'', "''"))),
        _ => Err(syn::Error::new_spanned(literal, expected)),
    }
}
