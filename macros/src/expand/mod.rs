//! Writing constants: one file for each kind of object.

mod column;
mod constraint;
mod enum_type;
mod index;
mod model;
mod pg_type;
mod reference;
mod schema;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, LitStr, Path};

pub(crate) use self::{
    enum_type::{Label, pg_enum},
    model::model,
    pg_type::pg_type,
    schema::schema,
};
use crate::{
    attribute::{Once, column::Comment, index::Collation},
    errors::Errors,
    model::documentation,
};

/// Parses the item, and hands the mistakes back in front of what is made of it.
fn derive(
    input: TokenStream,
    expand: impl FnOnce(&DeriveInput, &mut Errors) -> TokenStream,
) -> TokenStream {
    let mut errors = Errors::default();
    let expanded = match syn::parse2::<DeriveInput>(input) {
        Ok(input) => expand(&input, &mut errors),
        Err(error) => {
            errors.push(error);
            TokenStream::new()
        }
    };
    let errors = errors.into_tokens();
    quote!(#errors #expanded)
}

/// Items in a place of their own, where `__model` is the runtime's module.
fn enclosed(crate_path: &Once<Path>, items: &TokenStream) -> TokenStream {
    let root = crate_path.get().map_or_else(|| quote!(::aludel), ToTokens::to_token_stream);
    quote! {
        const _: () = {
            use #root::model as __model;
            #items
        };
    }
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn pairs(options: &[(String, String)]) -> TokenStream {
    let pairs = options.iter().map(|(name, value)| quote!((#name, #value)));
    quote!(&[#(#pairs),*])
}

/// A comment's text; one without documentation has been reported.
fn comment(comment: &Comment, attributes: &[syn::Attribute]) -> String {
    match comment {
        Comment::Text(text) => text.value(),
        Comment::Documentation(_) => documentation(attributes).unwrap_or_default(),
    }
}

fn collation(collation: &Collation) -> TokenStream {
    let schema = option(collation.schema.as_ref().map(LitStr::value));
    let name = &collation.name;
    quote!((#schema, #name))
}
