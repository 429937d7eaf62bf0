//! Indexes.

use insta::assert_snapshot;
use quote::quote;

use super::table;

#[test]
fn an_index_on_a_field() {
    let model = quote! {
        struct Item {
            #[aludel(index)]
            a: i32,
            #[aludel(index(unique, name = "b_once", nulls_not_distinct))]
            b: i32,
            #[aludel(index(desc, nulls_last), index(using = gin, ops = gin_trgm_ops))]
            c: String,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("a", 0u32),
        __model::ColumnDef::of::<i32>("b", 0u32),
        __model::ColumnDef::of::<String>("c", 0u32),
    ],
    parts: &[
        __model::TablePart::Index(
            __model::IndexDef::on(
                &[__model::IndexKeyDef::new(__model::IndexPart::Column("a"))],
                0u32,
            ),
        ),
        __model::TablePart::Index(__model::IndexDef {
            name: ::core::option::Option::Some("b_once"),
            unique: true,
            nulls_not_distinct: true,
            ..__model::IndexDef::on(
                &[__model::IndexKeyDef::new(__model::IndexPart::Column("b"))],
                0u32,
            )
        }),
        __model::TablePart::Index(
            __model::IndexDef::on(
                &[
                    __model::IndexKeyDef {
                        descending: true,
                        nulls_first: ::core::option::Option::Some(false),
                        ..__model::IndexKeyDef::new(__model::IndexPart::Column("c"))
                    },
                ],
                0u32,
            ),
        ),
        __model::TablePart::Index(__model::IndexDef {
            method: ::core::option::Option::Some("gin"),
            ..__model::IndexDef::on(
                &[
                    __model::IndexKeyDef {
                        operator_class: ::core::option::Option::Some(
                            "gin_trgm_ops",
                        ),
                        ..__model::IndexKeyDef::new(__model::IndexPart::Column("c"))
                    },
                ],
                0u32,
            )
        }),
    ],
    "#);
}

#[test]
fn an_index_on_the_struct() {
    let model = quote! {
        #[aludel(index(
            tenant,
            name collate = "C" ops = text_pattern_ops desc nulls_last,
            sql = "lower(name)" asc nulls_first,
            unique,
            name = "items_of_tenant",
            using = btree,
            include(id),
            where_sql = "NOT deleted",
            with(fillfactor = 70, deduplicate_items = off),
        ))]
        #[aludel(index(name ops = public.gist_trgm_ops(siglen = 32), using = gist))]
        struct Item {
            tenant: i32,
            id: i32,
            name: String,
        }
    };
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("tenant", 0u32),
        __model::ColumnDef::of::<i32>("id", 0u32),
        __model::ColumnDef::of::<String>("name", 0u32),
    ],
    parts: &[
        __model::TablePart::Index(__model::IndexDef {
            name: ::core::option::Option::Some("items_of_tenant"),
            method: ::core::option::Option::Some("btree"),
            unique: true,
            include: &["id"],
            predicate: ::core::option::Option::Some("NOT deleted"),
            options: &[("fillfactor", "70"), ("deduplicate_items", "off")],
            ..__model::IndexDef::on(
                &[
                    __model::IndexKeyDef::new(
                        __model::IndexPart::Column("tenant"),
                    ),
                    __model::IndexKeyDef {
                        collation: ::core::option::Option::Some((
                            ::core::option::Option::None,
                            "C",
                        )),
                        operator_class: ::core::option::Option::Some(
                            "text_pattern_ops",
                        ),
                        descending: true,
                        nulls_first: ::core::option::Option::Some(false),
                        ..__model::IndexKeyDef::new(
                            __model::IndexPart::Column("name"),
                        )
                    },
                    __model::IndexKeyDef {
                        nulls_first: ::core::option::Option::Some(true),
                        ..__model::IndexKeyDef::new(
                            __model::IndexPart::Sql("lower(name)"),
                        )
                    },
                ],
                0u32,
            )
        }),
        __model::TablePart::Index(__model::IndexDef {
            method: ::core::option::Option::Some("gist"),
            ..__model::IndexDef::on(
                &[
                    __model::IndexKeyDef {
                        operator_class: ::core::option::Option::Some(
                            "public.gist_trgm_ops(siglen = 32)",
                        ),
                        ..__model::IndexKeyDef::new(
                            __model::IndexPart::Column("name"),
                        )
                    },
                ],
                0u32,
            )
        }),
    ],
    "#);
}
