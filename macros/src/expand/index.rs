//! Indexes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::{
    collation,
    constraint::{include, name, with},
    option,
};
use crate::{
    attribute::index::{Index, IndexKey, Part},
    model::Model,
};

/// An index.
pub(super) fn index(model: &Model<'_>, made: &Index) -> TokenStream {
    let keys = made.keys.iter().map(|made| key(model, made));
    let line = made.line;
    let plain = quote!(__model::IndexDef::on(&[#(#keys),*], #line));
    let method = made.using.get().map(|word| option(Some(word.unraw().to_string())));
    let predicate = made.where_sql.get().map(|sql| option(Some(sql)));
    let given = [
        name(&made.name),
        method.map(|word| quote!(method: #word,)),
        made.unique.is_set().then(|| quote!(unique: true,)),
        made.nulls_not_distinct.is_set().then(|| quote!(nulls_not_distinct: true,)),
        include(model, &made.include),
        predicate.map(|sql| quote!(predicate: #sql,)),
        with(&made.with),
    ];
    let given: TokenStream = given.into_iter().flatten().collect();
    if given.is_empty() {
        quote!(__model::TablePart::Index(#plain))
    } else {
        quote!(__model::TablePart::Index(__model::IndexDef { #given ..#plain }))
    }
}

fn key(model: &Model<'_>, made: &IndexKey) -> TokenStream {
    let part = match &made.part {
        Part::Field(field) => {
            let name = model.column_name(field);
            quote!(__model::IndexPart::Column(#name))
        }
        Part::Sql(sql) => quote!(__model::IndexPart::Sql(#sql)),
    };
    let collate = made.collate.get().map(|made| option(Some(collation(made))));
    let ops = made.ops.get().map(|class| option(Some(class)));
    let nulls = made.nulls_first.get().map(|first| option(Some(first)));
    let given = [
        collate.map(|pair| quote!(collation: #pair,)),
        ops.map(|class| quote!(operator_class: #class,)),
        made.descending.value().unwrap_or(false).then(|| quote!(descending: true,)),
        nulls.map(|first| quote!(nulls_first: #first,)),
    ];
    let given: TokenStream = given.into_iter().flatten().collect();
    let plain = quote!(__model::IndexKeyDef::new(#part));
    if given.is_empty() { plain } else { quote!(__model::IndexKeyDef { #given ..#plain }) }
}
