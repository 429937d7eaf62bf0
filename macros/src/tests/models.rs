//! Structs as a whole.

use insta::assert_snapshot;
use quote::quote;

use super::{checks, formatted};
use crate::expand;

#[test]
fn a_struct_is_a_constant_table() {
    let model = quote! {
        struct AppUser {
            #[aludel(primary_key, serial)]
            id: i32,
            email: Option<String>,
        }
    };
    assert_snapshot!(formatted(expand::model(model)), @r#"
    const _: () = {
        use ::aludel::model as __model;
        #[automatically_derived]
        impl __model::Model for AppUser {
            const ID: __model::ModelId = __model::ModelId {
                model: "AppUser",
                schema: "public",
                table: "app_user",
                file: "",
                line: 0u32,
            };
            const TABLE: &'static __model::TableDef = &__model::TableDef {
                id: <Self as __model::Model>::ID,
                columns: &[
                    ("id", <i32 as __model::PgType>::COLUMN),
                    ("email", <Option<String> as __model::PgType>::COLUMN),
                ],
                primary_key: ::core::option::Option::Some(0usize),
                models: &[],
                attributes: "{\"lines\":[0,0],\"columns\":{\"id\":{\"serial\":true}},\"constraints\":[{\"kind\":\"primary_key\",\"line\":0,\"columns\":[\"id\"]}]}",
            };
        }
    };
    "#);
}

#[test]
fn the_struct_names_the_table_and_what_is_said_of_it() {
    let model = quote! {
        /// Where invoices go.
        ///
        /// For good.
        #[aludel(table = "invoices", schema = "billing", comment, renamed_from = "bills")]
        #[aludel(unlogged, with(fillfactor = 70, toast.autovacuum_enabled = false))]
        #[aludel(has_many(crate::Line), crate = ::facade::aludel)]
        struct Invoice {
            id: i32,
        }
    };
    assert_snapshot!(formatted(expand::model(model)), @r#"
    const _: () = {
        use ::facade::aludel::model as __model;
        #[automatically_derived]
        impl __model::Model for Invoice {
            const ID: __model::ModelId = __model::ModelId {
                model: "Invoice",
                schema: "billing",
                table: "invoices",
                file: "",
                line: 0u32,
            };
            const TABLE: &'static __model::TableDef = &__model::TableDef {
                id: <Self as __model::Model>::ID,
                columns: &[("id", <i32 as __model::PgType>::COLUMN)],
                primary_key: ::core::option::Option::None,
                models: &[<crate::Line as __model::Model>::ID],
                attributes: "{\"renamed_from\":\"bills\",\"comment\":\"Where invoices go.\\n\\nFor good.\",\"unlogged\":true,\"options\":[[\"fillfactor\",\"70\"],[\"toast.autovacuum_enabled\",\"false\"]],\"lines\":[0],\"has_many\":[{\"model\":0,\"line\":0}]}",
            };
        }
    };
    "#);
}

#[test]
fn references_are_checked_by_the_compiler() {
    let model = quote! {
        #[aludel(foreign_key(tenant, user_id, references = Member(tenant, id)))]
        struct Session {
            tenant: i32,
            #[aludel(references = AppUser::id, on_delete = set_null)]
            user_id: Option<i32>,
            #[aludel(references = Device)]
            device: i64,
        }
    };
    assert_snapshot!(checks(model), @r#"
    const _: () = {
        if let ::core::option::Option::Some(model) = ::core::option::Option::None::<
            &AppUser,
        > {
            let _ = &model.id;
        }
        __model::reference_fits(
            <Session as __model::Model>::TABLE,
            1usize,
            <AppUser as __model::Model>::TABLE,
            ::core::option::Option::Some("id"),
            "`Session.user_id` and `AppUser.id` have different types",
        );
        __model::nullable_for(
            <Session as __model::Model>::TABLE,
            1usize,
            "`set_null` needs an `Option`: `user_id` takes no null",
        );
        __model::reference_fits(
            <Session as __model::Model>::TABLE,
            2usize,
            <Device as __model::Model>::TABLE,
            ::core::option::Option::None,
            "`Session.device` and the primary key of `Device` have different types",
        );
        if let ::core::option::Option::Some(model) = ::core::option::Option::None::<
            &Member,
        > {
            let _ = &model.tenant;
        }
        if let ::core::option::Option::Some(model) = ::core::option::Option::None::<
            &Member,
        > {
            let _ = &model.id;
        }
        __model::reference_fits(
            <Session as __model::Model>::TABLE,
            0usize,
            <Member as __model::Model>::TABLE,
            ::core::option::Option::Some("tenant"),
            "`Session.tenant` and `Member.tenant` have different types",
        );
        __model::reference_fits(
            <Session as __model::Model>::TABLE,
            1usize,
            <Member as __model::Model>::TABLE,
            ::core::option::Option::Some("id"),
            "`Session.user_id` and `Member.id` have different types",
        );
    };
    "#);
}
