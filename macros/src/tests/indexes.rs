//! Indexes.

use insta::assert_snapshot;
use quote::quote;

use super::attributes;

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
    assert_snapshot!(attributes(model), @r#"
    indexes: {"keys":[{"column":"a"}]}
    indexes: {"name":"b_once","unique":true,"nulls_not_distinct":true,"keys":[{"column":"b"}]}
    indexes: {"keys":[{"column":"c","descending":true,"nulls_first":false}]}
    indexes: {"method":"gin","keys":[{"column":"c","operator_class":"gin_trgm_ops"}]}
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
    assert_snapshot!(attributes(model), @r#"
    indexes: {"name":"items_of_tenant","method":"btree","unique":true,"keys":[{"column":"tenant"},{"column":"name","collation":{"name":"C"},"operator_class":"text_pattern_ops","descending":true,"nulls_first":false},{"expression":"lower(name)","nulls_first":true}],"include":["id"],"predicate":"NOT deleted","options":[["fillfactor","70"],["deduplicate_items","off"]]}
    indexes: {"method":"gist","keys":[{"column":"name","operator_class":"public.gist_trgm_ops(siglen = 32)"}]}
    "#);
}
