//! Constraints.

use insta::assert_snapshot;
use quote::quote;

use super::table;

#[test]
fn keys_stand_on_fields() {
    let model = quote! {
        struct Item {
            #[aludel(primary_key(name = "items_key", with(fillfactor = 90)))]
            id: i32,
            #[aludel(unique)]
            a: i32,
            #[aludel(unique(name = "b_once", nulls_not_distinct, deferrable, include(a)))]
            b: Option<i32>,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("id", 0u32),
        __model::ColumnDef::of::<i32>("a", 0u32),
        __model::ColumnDef::of::<Option<i32>>("b", 0u32),
    ],
    parts: &[
        __model::TablePart::PrimaryKey(__model::KeyDef {
            name: ::core::option::Option::Some("items_key"),
            options: &[("fillfactor", "90")],
            ..__model::KeyDef::on(&["id"], 0u32)
        }),
        __model::TablePart::Unique(__model::KeyDef::on(&["a"], 0u32)),
        __model::TablePart::Unique(__model::KeyDef {
            name: ::core::option::Option::Some("b_once"),
            include: &["a"],
            nulls_not_distinct: true,
            deferral: __model::Deferral::Immediate,
            ..__model::KeyDef::on(&["b"], 0u32)
        }),
    ],
    "#);
}

#[test]
fn keys_over_several_columns_stand_on_the_struct() {
    let model = quote! {
        #[aludel(primary_key(tenant, id))]
        #[aludel(unique(tenant, r#unique, deferrable = initially_deferred))]
        struct Item {
            tenant: i32,
            id: i32,
            #[aludel(column = "once")]
            r#unique: i32,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("tenant", 0u32),
        __model::ColumnDef::of::<i32>("id", 0u32),
        __model::ColumnDef::of::<i32>("once", 0u32).from_field("unique"),
    ],
    parts: &[
        __model::TablePart::PrimaryKey(
            __model::KeyDef::on(&["tenant", "id"], 0u32),
        ),
        __model::TablePart::Unique(__model::KeyDef {
            deferral: __model::Deferral::Deferred,
            ..__model::KeyDef::on(&["tenant", "once"], 0u32)
        }),
    ],
    "#);
}

#[test]
fn foreign_keys_of_one_column() {
    let model = quote! {
        struct Item {
            #[aludel(references = Owner, on_delete = cascade, on_update = restrict)]
            a: i32,
            #[aludel(references = models::Owner::id, match = full, deferrable)]
            b: i32,
            #[aludel(references_sql = "auth.users (id)", on_delete = no_action)]
            c: i32,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("a", 0u32),
        __model::ColumnDef::of::<i32>("b", 0u32),
        __model::ColumnDef::of::<i32>("c", 0u32),
    ],
    parts: &[
        __model::TablePart::ForeignKey(__model::ForeignKeyDef {
            on_delete: __model::Action::Cascade,
            on_update: __model::Action::Restrict,
            ..__model::ForeignKeyDef::on(
                &["a"],
                __model::Target::Model(
                    <Owner as __model::Model>::ID,
                    __model::TargetColumns::PrimaryKey,
                ),
                0u32,
            )
        }),
        __model::TablePart::ForeignKey(__model::ForeignKeyDef {
            match_full: true,
            deferral: __model::Deferral::Immediate,
            ..__model::ForeignKeyDef::on(
                &["b"],
                __model::Target::Model(
                    <models::Owner as __model::Model>::ID,
                    __model::TargetColumns::Fields(&["id"]),
                ),
                0u32,
            )
        }),
        __model::TablePart::ForeignKey(__model::ForeignKeyDef {
            on_delete: __model::Action::NoAction,
            ..__model::ForeignKeyDef::on(
                &["c"],
                __model::Target::Sql("auth.users (id)"),
                0u32,
            )
        }),
    ],
    "#);
}

#[test]
fn foreign_keys_of_several_columns() {
    let model = quote! {
        #[aludel(foreign_key(tenant, owner, references = Owner(tenant, id), name = "owned",
            on_delete = set_null(owner), on_update = set_default, deferrable = initially_deferred))]
        struct Item {
            tenant: i32,
            owner: Option<i32>,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("tenant", 0u32),
        __model::ColumnDef::of::<Option<i32>>("owner", 0u32),
    ],
    parts: &[
        __model::TablePart::ForeignKey(__model::ForeignKeyDef {
            name: ::core::option::Option::Some("owned"),
            on_delete: __model::Action::SetNull(&["owner"]),
            on_update: __model::Action::SetDefault(&[]),
            deferral: __model::Deferral::Deferred,
            ..__model::ForeignKeyDef::on(
                &["tenant", "owner"],
                __model::Target::Model(
                    <Owner as __model::Model>::ID,
                    __model::TargetColumns::Fields(&["tenant", "id"]),
                ),
                0u32,
            )
        }),
    ],
    "#);
}

#[test]
fn checks_and_exclusions() {
    let model = quote! {
        #[aludel(check("low <= high", name = "in_order", no_inherit))]
        #[aludel(exclude(sql = "room WITH =, during WITH &&", name = "one_at_a_time",
            where_sql = "NOT cancelled", deferrable, include(low), with(fillfactor = 80)))]
        #[aludel(exclude(using = spgist, sql = "during WITH &&"))]
        struct Item {
            #[aludel(check("low > 0"), check("low < 1000"))]
            low: i32,
            high: i32,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("low", 0u32),
        __model::ColumnDef::of::<i32>("high", 0u32),
    ],
    parts: &[
        __model::TablePart::Check(__model::CheckDef::new("low > 0", 0u32)),
        __model::TablePart::Check(__model::CheckDef::new("low < 1000", 0u32)),
        __model::TablePart::Check(__model::CheckDef {
            name: ::core::option::Option::Some("in_order"),
            no_inherit: true,
            ..__model::CheckDef::new("low <= high", 0u32)
        }),
        __model::TablePart::Exclusion(__model::ExclusionDef {
            name: ::core::option::Option::Some("one_at_a_time"),
            include: &["low"],
            predicate: ::core::option::Option::Some("NOT cancelled"),
            deferral: __model::Deferral::Immediate,
            options: &[("fillfactor", "80")],
            ..__model::ExclusionDef::new(
                "gist",
                "room WITH =, during WITH &&",
                0u32,
            )
        }),
        __model::TablePart::Exclusion(
            __model::ExclusionDef::new("spgist", "during WITH &&", 0u32),
        ),
    ],
    "#);
}
