//! What the compiler checks, since only it knows the types: literal defaults, and foreign keys.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, Lit, ext::IdentExt, spanned::Spanned};

use super::{column::as_written, option};
use crate::{
    attribute::{
        default::{Default, Kind},
        foreign_key::{Action, ForeignKey, Word},
        typed::Typed,
    },
    model::{Column, Model, last_word},
    place,
};

/// All checks of a model, as one item.
pub(super) fn checks(model: &Model<'_>) -> TokenStream {
    let literals =
        model.columns.iter().enumerate().filter_map(|(at, column)| literal(model, at, column));
    let keys = model.foreign_keys().map(|(key, fields)| {
        let types = types(model, key, fields);
        let nulls = nulls(model, key, fields);
        quote!(#types #nulls)
    });
    let checks: TokenStream = literals.chain(keys).collect();
    if checks.is_empty() { checks } else { quote!(const _: () = { #checks };) }
}

/// That a literal default is a value of its column's type. Where a type is given, that has been
/// judged, or nothing is known of it.
fn literal(model: &Model<'_>, at: usize, column: &Column<'_>) -> Option<TokenStream> {
    let made = &column.attributes.typed;
    if made.has_type() {
        return None;
    }
    let default = made.default.get()?;
    let (ident, literal) = (&model.input.ident, kind(default));
    let message = format!(
        "{} is no value of a column made from `{}`",
        default.sql,
        as_written(column.rust_type())
    );
    Some(quote_spanned! {place::at(default.literal.span())=>
        __model::literal_fits(
            <#ident as __model::Model>::TABLE,
            #at,
            #literal,
            #message,
        );
    })
}

/// That the literal default of a domain is a value of the type below, as for columns.
pub(super) fn domain(domain: &Ident, made: &Typed) -> Option<TokenStream> {
    let default = made.default.get().filter(|_| !made.has_type())?;
    let literal = kind(default);
    let message = format!("{} is no value of the type below the domain", default.sql);
    Some(quote_spanned! {place::at(default.literal.span())=>
        const _: () =
            __model::default_fits(<#domain as __model::PgType>::TYPE, #literal, #message);
    })
}

fn kind(default: &Default) -> TokenStream {
    match (default.kind, &default.literal) {
        (Kind::Bool, _) => quote!(__model::Literal::Bool),
        (Kind::Integer, _) => quote!(__model::Literal::Integer),
        (Kind::Float, _) => quote!(__model::Literal::Float),
        (Kind::Text, Lit::Char(c)) => {
            let text = c.value().to_string();
            quote!(__model::Literal::Text(#text))
        }
        (Kind::Text, text) => quote!(__model::Literal::Text(#text)),
    }
}

/// That the fields of the other model are there, and have the types of those that refer to them.
fn types(model: &Model<'_>, key: &ForeignKey, fields: &[Ident]) -> TokenStream {
    let Some(reference) = key.references.get() else { return TokenStream::new() };
    let (ident, target) = (&model.input.ident, &reference.model);
    let there = &reference.fields;
    let exist = there.iter().map(|field| {
        quote_spanned! {place::at(field.span())=>
            if let ::core::option::Option::Some(model) = ::core::option::Option::None::<&#target> {
                let _ = &model.#field;
            }
        }
    });
    let pairs: Vec<_> = if there.is_empty() {
        fields.iter().take(1).map(|here| (here, None)).collect()
    } else {
        fields.iter().zip(there.iter().map(Some)).collect()
    };
    let name = last_word(target);
    let checks = pairs.iter().filter_map(|(here, there)| {
        let at = model.position(here)?;
        let there_name = there.map(|field| field.unraw().to_string());
        let field = option(there_name.as_ref());
        let end = match &there_name {
            Some(field) => format!("`{name}.{field}`"),
            None => format!("the primary key of `{name}`"),
        };
        let message = format!("`{ident}.{here}` and {end} have different types");
        let span = there.map_or_else(|| target.span(), Ident::span);
        Some(quote_spanned! {place::at(span)=>
            __model::reference_fits(
                <#ident as __model::Model>::TABLE,
                #at,
                <#target as __model::Model>::TABLE,
                #field,
                #message,
            );
        })
    });
    quote!(#(#exist)* #(#checks)*)
}

/// That columns that `set_null` speaks of take nulls; an alias of `Option` is seen through.
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
            let Some(position) = model.position(field) else { continue };
            // What is said outright counts, and has been judged.
            if model.columns[position].attributes.nullable.is_set() {
                continue;
            }
            let message = format!("`set_null` needs an `Option`: `{field}` takes no null");
            checks.extend(quote_spanned! {place::at(at.span())=>
                __model::nullable_for(<#ident as __model::Model>::TABLE, #position, #message);
            });
        }
    }
    checks
}
