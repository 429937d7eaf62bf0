//! What the compiler checks of foreign keys: that the field is there and that the types agree.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, ext::IdentExt, spanned::Spanned};

use crate::{
    attribute::foreign_key::{Action, ForeignKey, Word},
    model::Model,
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
    let name = target.segments.last().map(|last| last.ident.unraw().to_string());
    let name = name.unwrap_or_default();
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
        quote_spanned! {place::at(here.span())=>
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
    let actions = [key.on_delete.get(), key.on_update.get()];
    let columns = actions.into_iter().flatten().filter(|action| action.word == Word::SetNull);
    let columns = columns
        .flat_map(|Action { columns, .. }| if columns.is_empty() { fields } else { columns });
    let ident = &model.input.ident;
    let checks = columns.map(|field| {
        let column = model.column_name(field);
        let message = format!("`set_null` needs an `Option`: `{field}` takes no null");
        quote_spanned! {place::at(field.span())=>
            __model::nullable_for(<#ident as __model::Model>::TABLE, #column, #message);
        }
    });
    let checks: TokenStream = checks.collect();
    if checks.is_empty() { checks } else { quote!(const _: () = { #checks };) }
}
