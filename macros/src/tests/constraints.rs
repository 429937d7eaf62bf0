//! Constraints.

use insta::assert_snapshot;
use quote::quote;

use super::attributes;

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
    assert_snapshot!(attributes(model), @r#"
    constraints: {"kind":"primary_key","name":"items_key","columns":["id"],"options":[["fillfactor","90"]]}
    constraints: {"kind":"unique","columns":["a"]}
    constraints: {"kind":"unique","name":"b_once","columns":["b"],"include":["a"],"nulls_not_distinct":true,"deferral":"immediate"}
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
    assert_snapshot!(attributes(model), @r#"
    columns: unique {"name":"once"}
    constraints: {"kind":"primary_key","columns":["tenant","id"]}
    constraints: {"kind":"unique","columns":["tenant","once"],"deferral":"deferred"}
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
    assert_snapshot!(attributes(model), @r#"
    foreign_keys: {"columns":["a"],"references":{"model":{"model":0,"fields":[]}},"on_delete":"cascade","on_update":"restrict"}
    foreign_keys: {"columns":["b"],"references":{"model":{"model":1,"fields":["id"]}},"match_full":true,"deferral":"immediate"}
    foreign_keys: {"columns":["c"],"references":{"sql":"auth.users (id)"},"on_delete":"no_action"}
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
    assert_snapshot!(attributes(model), @r#"foreign_keys: {"name":"owned","columns":["tenant","owner"],"references":{"model":{"model":0,"fields":["tenant","id"]}},"on_delete":{"set_null":["owner"]},"on_update":{"set_default":[]},"deferral":"deferred"}"#);
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
    assert_snapshot!(attributes(model), @r#"
    constraints: {"kind":"check","expression":"low > 0"}
    constraints: {"kind":"check","expression":"low < 1000"}
    constraints: {"kind":"check","name":"in_order","expression":"low <= high","no_inherit":true}
    constraints: {"kind":"exclusion","name":"one_at_a_time","method":"gist","elements":"room WITH =, during WITH &&","include":["low"],"predicate":"NOT cancelled","deferral":"immediate","options":[["fillfactor","80"]]}
    constraints: {"kind":"exclusion","method":"spgist","elements":"during WITH &&"}
    "#);
}
