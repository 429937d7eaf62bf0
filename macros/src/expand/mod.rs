//! Writing constants: one file for each kind of object.

mod checks;
mod column;
mod enum_type;
mod model;
mod pg_type;
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
    attribute::{Once, index::Collation},
    errors::Errors,
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

fn collation(collation: &Collation) -> TokenStream {
    let schema = option(collation.schema.as_ref().map(LitStr::value));
    let name = &collation.name;
    quote!((#schema, #name))
}
