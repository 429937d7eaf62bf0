//! Fields.

use insta::assert_snapshot;
use quote::quote;

use super::table;

#[test]
fn a_plain_field_is_a_name_and_a_type() {
    assert_snapshot!(table(quote!(struct Item { r#type: std::string::String })), @r#"
    columns: &[__model::ColumnDef::of::<std::string::String>("type", 0u32)],
    parts: &[],
    "#);
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
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i64>("createdAt", 0u32)
            .from_field("created_at"),
        __model::ColumnDef::of::<i32>("kind", 0u32).from_field("type"),
    ],
    parts: &[],
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
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::declared(
            "name",
            0u32,
            "character varying(255)",
            __model::Facts {
                known: __model::Probe::<String>::KNOWN,
                option: __model::OptionProbe::<String>::IS_OPTION,
            },
            "`name: String` is not read and written as `character varying(255)`; if it is, say `type_sql = \"character varying(255)\"`",
        ),
        __model::ColumnDef::typed(
            "tags",
            0u32,
            "hstore",
            __model::Facts {
                known: __model::Probe::<Tags>::KNOWN,
                option: __model::OptionProbe::<Tags>::IS_OPTION,
            },
        ),
        __model::ColumnDef::typed(
                "words",
                0u32,
                "tsvector",
                __model::Facts {
                    known: __model::Probe::<Option<Words>>::KNOWN,
                    option: __model::OptionProbe::<Option<Words>>::IS_OPTION,
                },
            )
            .with_nullable(false),
    ],
    parts: &[],
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
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<i32>("a", 0u32)
            .with(&[__model::ColumnPart::Serial]),
        __model::ColumnDef::of::<i64>("b", 0u32)
            .with(
                &[
                    __model::ColumnPart::Identity(
                        __model::IdentityDef::new(false),
                    ),
                ],
            ),
        __model::ColumnDef::of::<i64>("c", 0u32)
            .with(
                &[__model::ColumnPart::Identity(__model::IdentityDef::new(true))],
            ),
        __model::ColumnDef::of::<i64>("d", 0u32)
            .with(
                &[
                    __model::ColumnPart::Identity(__model::IdentityDef {
                        start: ::core::option::Option::Some(100),
                        increment: ::core::option::Option::Some(-1),
                        minimum: ::core::option::Option::Some(-5),
                        maximum: ::core::option::Option::Some(500),
                        cache: ::core::option::Option::Some(10),
                        cycle: true,
                        ..__model::IdentityDef::new(true)
                    }),
                ],
            ),
        __model::ColumnDef::of::<i64>("e", 0u32)
            .with(&[__model::ColumnPart::Default("now()")]),
        __model::ColumnDef::of::<i64>("f", 0u32)
            .with(
                &[
                    __model::ColumnPart::Generated {
                        sql: "a * 2",
                        stored: true,
                    },
                ],
            ),
        __model::ColumnDef::of::<i64>("g", 0u32)
            .with(
                &[
                    __model::ColumnPart::Generated {
                        sql: "a * 3",
                        stored: false,
                    },
                ],
            ),
    ],
    parts: &[],
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
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<bool>("a", 0u32)
            .with(
                &[
                    __model::ColumnPart::Default(
                        __model::literal_fits(
                            <bool as __model::PgType>::TYPE,
                            __model::LiteralKind::Bool,
                            "true",
                            "true is no value of a column made from `bool`",
                        ),
                    ),
                ],
            ),
        __model::ColumnDef::of::<i32>("b", 0u32)
            .with(
                &[
                    __model::ColumnPart::Default(
                        __model::literal_fits(
                            <i32 as __model::PgType>::TYPE,
                            __model::LiteralKind::Integer,
                            "-5000",
                            "-5000 is no value of a column made from `i32`",
                        ),
                    ),
                ],
            ),
        __model::ColumnDef::declared(
                "c",
                0u32,
                "numeric(10,2)",
                __model::Facts {
                    known: __model::Probe::<Decimal>::KNOWN,
                    option: __model::OptionProbe::<Decimal>::IS_OPTION,
                },
                "`c: Decimal` is not read and written as `numeric(10,2)`; if it is, say `type_sql = \"numeric(10,2)\"`",
            )
            .with(&[__model::ColumnPart::Default("1.5")]),
        __model::ColumnDef::of::<String>("d", 0u32)
            .with(
                &[
                    __model::ColumnPart::Default(
                        __model::literal_fits(
                            <String as __model::PgType>::TYPE,
                            __model::LiteralKind::Text,
                            "E'it''s \\\\ here'",
                            "E'it''s \\\\ here' is no value of a column made from `String`",
                        ),
                    ),
                ],
            ),
    ],
    parts: &[],
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
    assert_snapshot!(table(model), @r#"
    columns: &[
        __model::ColumnDef::of::<String>("name", 0u32)
            .with(
                &[
                    __model::ColumnPart::Collation((
                        ::core::option::Option::None,
                        "C",
                    )),
                    __model::ColumnPart::Comment("what it's called"),
                    __model::ColumnPart::Storage("external"),
                    __model::ColumnPart::Compression("lz4"),
                    __model::ColumnPart::Statistics(500),
                    __model::ColumnPart::RenamedFrom("title"),
                ],
            ),
        __model::ColumnDef::of::<String>("note", 0u32)
            .with(
                &[
                    __model::ColumnPart::Collation((
                        ::core::option::Option::Some("pg_catalog"),
                        "de-x-icu",
                    )),
                    __model::ColumnPart::Comment("In the words of its owner."),
                ],
            ),
    ],
    parts: &[],
    "#);
}
