//! Fields.

use insta::assert_snapshot;
use quote::quote;

use super::{attributes, checks, columns};

#[test]
fn a_plain_field_is_a_name_and_a_type() {
    assert_snapshot!(columns(quote!(struct Item { r#type: std::string::String })), @r#"&[("type", <std::string::String as __model::PgType>::COLUMN)]"#);
}

#[test]
fn a_column_can_have_another_name() {
    let model = quote! {
        #[aludel(rename_all = "camelCase")]
        struct Item {
            created_at: i64,
            #[aludel(column = "kind")]
            r#type: i32,
            #[aludel(skip)]
            cache: Cache,
        }
    };
    assert_snapshot!(columns(model.clone()), @r#"
    &[
        ("created_at", <i64 as __model::PgType>::COLUMN),
        ("type", <i32 as __model::PgType>::COLUMN),
    ]
    "#);
    assert_snapshot!(attributes(model), @r#"
    columns: created_at {"name":"createdAt"}
    columns: type {"name":"kind"}
    "#);
}

#[test]
fn a_declared_type_is_checked_and_a_text_is_not() {
    let model = quote! {
        struct Item {
            #[aludel(type = varchar(255))]
            name: String,
            #[aludel(type = hstore)]
            tags: Tags,
            #[aludel(type_sql = "tsvector", nullable = false)]
            words: Option<Words>,
        }
    };
    assert_snapshot!(columns(model), @r#"
    &[
        (
            "name",
            __model::declared(
                __model::Probe::<String>::KNOWN,
                __model::Probe::<String>::IS_OPTION,
                __model::Builtin::CharacterVarying,
                "character varying(255)",
                "`name: String` is not read and written as `character varying(255)`; if it is, say `type_sql = \"character varying(255)\"`",
            ),
        ),
        (
            "tags",
            __model::believed(
                __model::Probe::<Tags>::KNOWN,
                __model::Probe::<Tags>::IS_OPTION,
                "hstore",
            ),
        ),
        (
            "words",
            __model::believed(
                __model::Probe::<Option<Words>>::KNOWN,
                __model::Probe::<Option<Words>>::IS_OPTION,
                "tsvector",
            ),
        ),
    ]
    "#);
}

#[test]
fn a_value_can_come_from_the_database() {
    let model = quote! {
        struct Item {
            #[aludel(serial)]
            a: i32,
            #[aludel(identity)]
            b: i64,
            #[aludel(identity = always)]
            c: i64,
            #[aludel(identity(always, start = 100, increment = -1, minvalue = -5, maxvalue = 500,
                cache = 10, cycle))]
            d: i64,
            #[aludel(default_sql = "now()")]
            e: i64,
            #[aludel(generated_sql = "a * 2")]
            f: i64,
            #[aludel(generated_sql = "a * 3", virtual)]
            g: i64,
        }
    };
    assert_snapshot!(attributes(model), @r#"
    columns: a {"serial":true}
    columns: b {"identity":{"always":false}}
    columns: c {"identity":{"always":true}}
    columns: d {"identity":{"always":true,"start":100,"increment":-1,"minimum":-5,"maximum":500,"cache":10,"cycle":true}}
    columns: e {"default":"now()"}
    columns: f {"generated":{"expression":"a * 2","stored":true}}
    columns: g {"generated":{"expression":"a * 3","stored":false}}
    "#);
}

#[test]
fn a_literal_default_becomes_sql() {
    let model = quote! {
        struct Item {
            #[aludel(default = true)]
            a: bool,
            #[aludel(default = -5_000i32)]
            b: i32,
            #[aludel(type = numeric(10, 2), default = 1.5)]
            c: Decimal,
            #[aludel(default = r"it's \ here")]
            d: String,
        }
    };
    assert_snapshot!(attributes(model.clone()), @r#"
    columns: a {"default":"true"}
    columns: b {"default":"-5000"}
    columns: c {"default":"1.5"}
    columns: d {"default":"E'it''s \\\\ here'"}
    "#);
    assert_snapshot!(checks(model), @r#"
    const _: () = {
        __model::literal_fits(
            <Item as __model::Model>::TABLE,
            0usize,
            __model::Literal::Bool,
            "true is no value of a column made from `bool`",
        );
        __model::literal_fits(
            <Item as __model::Model>::TABLE,
            1usize,
            __model::Literal::Integer,
            "-5000 is no value of a column made from `i32`",
        );
        __model::literal_fits(
            <Item as __model::Model>::TABLE,
            3usize,
            __model::Literal::Text(r"it's \ here"),
            "E'it''s \\\\ here' is no value of a column made from `String`",
        );
    };
    "#);
}

#[test]
fn how_a_column_is_kept() {
    let model = quote! {
        struct Item {
            #[aludel(collate = "C", storage = external, compression = lz4, statistics = 500)]
            #[aludel(comment = "what it's called", renamed_from = "title")]
            name: String,
            /// In the words of its owner.
            #[aludel(collate = "pg_catalog"."de-x-icu", comment)]
            note: String,
        }
    };
    assert_snapshot!(attributes(model), @r#"
    columns: name {"collation":{"name":"C"},"comment":"what it's called","storage":"external","compression":"lz4","statistics":500,"renamed_from":"title"}
    columns: note {"collation":{"schema":"pg_catalog","name":"de-x-icu"},"comment":"In the words of its owner."}
    "#);
}
