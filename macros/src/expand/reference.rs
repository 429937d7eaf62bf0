//! What the compiler checks of foreign keys: that the field is there and that the types agree.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, ext::IdentExt, spanned::Spanned};

use crate::{
    attribute::foreign_key::{Action, ForeignKey, Word},
    model::{Model, last_word},
    place,
};

/// The checks of all foreign keys, as items.
pub(super) fn checks(model: &Model<'_>) -> TokenStream {
    let on_fields = model
        .columns
        .iter()
        .map(|column| (&column.attributes.foreign_key, std::slice::from_ref(column.field)));
    let on_struct = model.attributes.foreign_keys.iter().map(|key| (key, &key.columns[..]));
    on_fields.chain(on_struct).map(|(key, fields)| foreign_key(model, key, fields)).collect()
}

fn foreign_key(model: &Model<'_>, key: &ForeignKey, fields: &[Ident]) -> TokenStream {
    let types = types(model, key, fields);
    let nulls = nulls(model, key, fields);
    quote!(#types #nulls)
}

fn types(model: &Model<'_>, key: &ForeignKey, fields: &[Ident]) -> TokenStream {
    let Some(reference) = key.references.get() else { return TokenStream::new() };
    let (ident, target) = (&model.input.ident, &reference.model);
    let name = last_word(target);
    let there = &reference.fields;
    let pairs = if there.is_empty() {
        fields.iter().take(1).map(|here| (here, None)).collect::<Vec<_>>()
    } else {
        fields.iter().zip(there.iter().map(Some)).collect()
    };
    let checks = pairs.iter().map(|(here, there)| {
        let column = model.column_name(here);
        let there_name = there.map(|field| field.unraw().to_string());
        let field = super::option(there_name.as_ref());
        let end = there_name.map_or_else(
            || format!("the primary key of `{name}`"),
            |field| format!("`{name}.{field}`"),
        );
        let message = format!("`{ident}.{here}` and {end} have different types");
        let span = there.map_or_else(|| target.span(), Ident::span);
        quote_spanned! {place::at(span)=>
            __model::reference_fits(
                <#ident as __model::Model>::TABLE,
                #column,
                <#target as __model::Model>::TABLE,
                #field,
                #message,
            );
        }
    });
    let exists = there.iter().map(|field| {
        quote_spanned!(place::at(field.span())=> const _: fn(&#target) = |model| { let _ = &model.#field; };)
    });
    let checks = quote_spanned!(place::at(target.span())=> const _: () = { #(#checks)* };);
    quote!(#(#exists)* #checks)
}

/// `set_null` needs columns that take nulls; an alias of `Option` is seen through.
fn nulls(model: &Model<'_>, key: &ForeignKey, fields: &[Ident]) -> TokenStream {
    let ident = &model.input.ident;
    let mut checks = TokenStream::new();
    for action in [&key.on_delete, &key.on_update] {
        let (Some(at), Some(Action { word: Word::SetNull, columns })) =
            (action.key(), action.get())
        else {
            continue;
        };
        for field in if columns.is_empty() { fields } else { columns } {
            let column = model.column_name(field);
            let message = format!("`set_null` needs an `Option`: `{field}` takes no null");
            checks.extend(quote_spanned! {place::at(at.span())=>
                __model::nullable_for(<#ident as __model::Model>::TABLE, #column, #message);
            });
        }
    }
    if checks.is_empty() { checks } else { quote!(const _: () = { #checks };) }
}
