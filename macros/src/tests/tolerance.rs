//! Code as editors see it: half of it typed. Nothing panics, and what is understood is emitted.

use proc_macro2::TokenStream;
use quote::quote;

use super::complaints;
use crate::expand;

/// Every beginning of the tokens in an attribute, on a struct and on a field.
fn beginnings(tokens: &TokenStream) -> impl Iterator<Item = TokenStream> {
    let all: Vec<_> = tokens.clone().into_iter().collect();
    (0..=all.len()).map(move |length| all[..length].iter().cloned().collect())
}

#[test]
fn no_beginning_of_an_attribute_panics_or_loses_the_table() {
    let on_struct = quote! {
        table = "a", schema = "s", rename_all = "camelCase", with(fillfactor = 70), unlogged,
        index(id desc nulls_last, sql = "lower(x)", using = gin, ops = x(a = 1)), unique(id),
        foreign_key(id, references = Other(id), on_delete = set_null(id)), check("x", name = "y"),
        exclude(using = gist, sql = "x WITH ="), has_many(Child), crate = ::aludel
    };
    for attribute in beginnings(&on_struct) {
        let expanded = expand::model(quote!(
            #[aludel(#attribute)]
            struct Item {
                id: i32,
            }
        ));
        assert!(expanded.to_string().contains("Model for Item"), "{attribute}");
    }
    let on_field = quote! {
        type = timestamp(3) with time zone[], default = -5, references = a::B::c, on_delete = cascade,
        identity(always, start = 5), collate = "a"."b", storage = main, statistics = 5
    };
    for attribute in beginnings(&on_field) {
        let expanded = expand::model(quote!(
            struct Item {
                #[aludel(#attribute)]
                id: i32,
            }
        ));
        assert!(expanded.to_string().contains("Model for Item"), "{attribute}");
    }
}

#[test]
fn no_beginning_of_a_registry_panics() {
    let input = quote! {
        pub SCHEMA = [A, ..b::SCHEMA], naming(index = "ix_{table}"), extensions = ["x"], types = [T]
    };
    for input in beginnings(&input) {
        drop(expand::schema(input));
    }
}

#[test]
fn what_is_no_item_is_reported() {
    assert_eq!(complaints(&expand::model(quote!(struct))).len(), 1);
    assert_eq!(
        complaints(&expand::pg_enum(quote!(
            fn x() {}
        )))
        .len(),
        1
    );
    assert_eq!(complaints(&expand::pg_type(quote!())).len(), 1);
}

#[test]
fn every_mistake_is_reported_in_one_go() {
    let model = quote! {
        #[aludel(tabel = "x", schema = 5)]
        #[aludel(unique(nothing), index(id descending))]
        struct Item {
            #[aludel(primary_key = true, defalt = 5, type = 7)]
            id: i32,
            #[aludel(check(), on_delete = cascade)]
            other: i32,
        }
    };
    assert_eq!(complaints(&expand::model(model)).len(), 9);
}
