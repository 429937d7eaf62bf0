//! `schema!`.

use insta::assert_snapshot;
use quote::quote;

use super::formatted;
use crate::expand;

#[test]
fn a_registry_is_a_static_list() {
    let input = quote!(pub SCHEMA = [AppUser, #[cfg(feature = "x")] x::Extra, ..other::SCHEMA]);
    assert_snapshot!(formatted(expand::schema(input)), @r#"
    ///The models of this program.
    pub static SCHEMA: ::aludel::model::Registry = ::aludel::model::Registry {
        entries: &[
            ::aludel::model::Entry::Model(<AppUser as ::aludel::model::Model>::TABLE),
            #[cfg(feature = "x")]
            ::aludel::model::Entry::Model(<x::Extra as ::aludel::model::Model>::TABLE),
            ::aludel::model::Entry::Registry(&other::SCHEMA),
        ],
        naming: ::aludel::model::Naming::POSTGRES,
        extensions: &[],
        types: &[],
    };
    "#);
}

#[test]
fn settings_stand_behind_the_list() {
    let input = quote! {
        /// All of it.
        pub(crate) SCHEMA = [],
        naming(index = "ix_{table}_{columns}", foreign_key = "fk_{table}_{referenced_table}"),
        extensions = ["citext"],
        types = [Mood],
        crate = ::facade::aludel,
    };
    assert_snapshot!(formatted(expand::schema(input)), @r#"
    /// All of it.
    pub(crate) static SCHEMA: ::facade::aludel::model::Registry = ::facade::aludel::model::Registry {
        entries: &[],
        naming: ::facade::aludel::model::Naming {
            index: ::core::option::Option::Some("ix_{table}_{columns}"),
            foreign_key: ::core::option::Option::Some("fk_{table}_{referenced_table}"),
            ..::facade::aludel::model::Naming::POSTGRES
        },
        extensions: &["citext"],
        types: &[<Mood as ::facade::aludel::model::PgType>::TYPE],
    };
    "#);
}

#[test]
fn a_convention_goes_by_its_name() {
    let input = quote!(SCHEMA = [], naming = sqlalchemy);
    assert_snapshot!(formatted(expand::schema(input)), @"
    ///The models of this program.
    static SCHEMA: ::aludel::model::Registry = ::aludel::model::Registry {
        entries: &[],
        naming: ::aludel::model::Naming::SQLALCHEMY,
        extensions: &[],
        types: &[],
    };
    ");
}
