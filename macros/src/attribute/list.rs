//! Lists of keys, read so that one bad key does not hide the next.

use proc_macro2::TokenTree;
use syn::{
    Attribute, Meta, Token,
    parse::{ParseStream, Parser},
};

use super::Key;
use crate::errors::Errors;

/// What reads one key: it parses what follows the key and keeps it.
type Each<'a> = &'a mut dyn FnMut(&Key<'_>, &mut Errors) -> syn::Result<()>;

/// Reads every key of every `#[aludel(...)]` of an item, field or variant.
pub(crate) fn read_attributes(attributes: &[Attribute], errors: &mut Errors, each: Each<'_>) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("aludel")) {
        match &attribute.meta {
            Meta::List(list) => {
                let read = |input: ParseStream<'_>| {
                    read_list(input, errors, each);
                    Ok(())
                };
                let result = read.parse2(list.tokens.clone());
                errors.keep(result);
            }
            Meta::Path(_) | Meta::NameValue(_) => {
                errors.at(attribute, "expected a list of keys: `#[aludel(...)]`");
            }
        }
    }
}

/// Reads keys up to the end of the input. A bad one is reported and skipped up to the next comma.
///
/// Returns whether all were good: what is missing because of a mistake is no second mistake.
pub(crate) fn read_list(input: ParseStream<'_>, errors: &mut Errors, each: Each<'_>) -> bool {
    let before = errors.count();
    while !input.is_empty() {
        let result = Key::parse(input).and_then(|key| each(&key, errors));
        if errors.keep(result.and_then(|()| end_of_key(input))).is_none() {
            skip_to_comma(input);
        }
        // At the end of the input there is no comma, and the loop ends.
        let _ = input.parse::<Option<Token![,]>>();
    }
    errors.count() == before
}

fn end_of_key(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        Ok(())
    } else {
        Err(input.error("expected `,` before the next key"))
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // Any token is a token tree, so this cannot fail before the end.
        let _ = input.parse::<TokenTree>();
    }
}
