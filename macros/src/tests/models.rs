//! Structs as a whole.

use insta::assert_snapshot;
use quote::quote;

use super::formatted;
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
                    __model::ColumnDef::of::<i32>("id", 0u32)
                        .with(&[__model::ColumnPart::Serial]),
                    __model::ColumnDef::of::<Option<String>>("email", 0u32),
                ],
                parts: &[__model::TablePart::PrimaryKey(__model::KeyDef::on(&["id"], 0u32))],
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
                columns: &[__model::ColumnDef::of::<i32>("id", 0u32)],
                parts: &[
                    __model::TablePart::Comment("Where invoices go.\n\nFor good."),
                    __model::TablePart::RenamedFrom("bills"),
                    __model::TablePart::Unlogged,
                    __model::TablePart::Options(
                        &[("fillfactor", "70"), ("toast.autovacuum_enabled", "false")],
                    ),
                    __model::TablePart::HasMany(<crate::Line as __model::Model>::ID, 0u32),
                ],
            };
        }
    };
    "#);
}

#[test]
fn references_are_checked_by_the_compiler() {
    let model = quote! {
        struct Session {
            #[aludel(references = AppUser::id, on_delete = set_null)]
            user_id: Option<i32>,
        }
    };
    assert_snapshot!(formatted(expand::model(model)), @r#"
    const _: () = {
        use ::aludel::model as __model;
        #[automatically_derived]
        impl __model::Model for Session {
            const ID: __model::ModelId = __model::ModelId {
                model: "Session",
                schema: "public",
                table: "session",
                file: "",
                line: 0u32,
            };
            const TABLE: &'static __model::TableDef = &__model::TableDef {
                id: <Self as __model::Model>::ID,
                columns: &[__model::ColumnDef::of::<Option<i32>>("user_id", 0u32)],
                parts: &[
                    __model::TablePart::ForeignKey(__model::ForeignKeyDef {
                        on_delete: __model::Action::SetNull(&[]),
                        ..__model::ForeignKeyDef::on(
                            &["user_id"],
                            __model::Target::Model(
                                <AppUser as __model::Model>::ID,
                                __model::TargetColumns::Fields(&["id"]),
                            ),
                            0u32,
                        )
                    }),
                ],
            };
        }
        const _: fn(&AppUser) = |model| {
            let _ = &model.id;
        };
        const _: () = {
            __model::reference_fits(
                <Session as __model::Model>::TABLE,
                "user_id",
                <AppUser as __model::Model>::TABLE,
                ::core::option::Option::Some("id"),
                "`Session.user_id` and `AppUser.id` have different types",
            );
        };
        const _: () = {
            __model::nullable_for(
                <Session as __model::Model>::TABLE,
                "user_id",
                "`set_null` needs an `Option`: `user_id` takes no null",
            );
        };
    };
    "#);
}
