//! `schema!`.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::option;
use crate::{
    attribute::registry::{Entry, Naming, OBJECTS, RegistryInput},
    place,
};

/// Expands `schema!(..)`.
pub(crate) fn schema(input: TokenStream) -> TokenStream {
    match syn::parse2::<RegistryInput>(input) {
        Ok(input) => expand(input),
        Err(error) => error.to_compile_error(),
    }
}

fn expand(input: RegistryInput) -> TokenStream {
    let RegistryInput { attributes, visibility, ident, entries, settings, errors } = input;
    let errors = errors.into_tokens();
    let root = settings.crate_path.get();
    let root = root.map_or_else(|| quote!(::aludel), ToTokens::to_token_stream);
    let model = quote!(#root::model);
    let entries = entries.iter().map(|made| entry(&model, made));
    let naming = naming(&model, settings.naming.get());
    let extensions = settings.extensions.get().into_iter().flatten();
    let types = settings.types.get().into_iter().flatten();
    let types =
        types.map(|ty| quote_spanned!(place::at(ty.span())=> <#ty as #model::PgType>::TYPE));
    let is_documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    let documentation = (!is_documented).then(|| quote!(#[doc = "The models of this program."]));
    quote! {
        #errors
        #documentation
        #(#attributes)*
        #visibility static #ident: #model::Registry = #model::Registry {
            entries: &[#(#entries),*],
            naming: #naming,
            extensions: &[#(#extensions),*],
            types: &[#(#types),*],
        };
    }
}

fn entry(model: &TokenStream, entry: &Entry) -> TokenStream {
    let (attributes, path) = (&entry.attributes, &entry.path);
    if entry.is_registry {
        quote_spanned!(place::at(path.span())=> #(#attributes)* #model::Entry::Registry(&#path))
    } else {
        quote_spanned! {place::at(path.span())=>
            #(#attributes)* #model::Entry::Model(<#path as #model::Model>::TABLE)
        }
    }
}

fn naming(model: &TokenStream, naming: Option<&Naming>) -> TokenStream {
    match naming {
        None | Some(Naming::Postgres) => quote!(#model::Naming::POSTGRES),
        Some(Naming::Sqlalchemy) => quote!(#model::Naming::SQLALCHEMY),
        Some(Naming::Patterns(patterns)) => {
            let fields = patterns.iter().map(|(object, pattern)| {
                let (field, value) = (format_ident!("{object}"), option(Some(pattern)));
                quote!(#field: #value,)
            });
            // Where nothing is left, the rest would be a mistake in the eyes of clippy.
            let rest = (patterns.len() < OBJECTS.len()).then(|| quote!(..#model::Naming::POSTGRES));
            quote!(#model::Naming { #(#fields)* #rest })
        }
    }
}
