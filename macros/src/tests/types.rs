//! Enumerated types and newtypes.

use insta::assert_snapshot;
use quote::quote;

use super::formatted;
use crate::expand;

#[test]
fn an_enum_is_a_type_with_labels() {
    let item = quote! {
        /// How somebody feels.
        #[aludel(name = "feeling", schema = "hr", rename_all = "kebab-case", comment)]
        #[aludel(renamed_from = "mood")]
        enum Mood {
            VeryHappy,
            #[aludel(rename = "so so", renamed_from = "ok")]
            SoSo,
        }
    };
    assert_snapshot!(formatted(expand::pg_enum(item)), @r#"
    const _: () = {
        use ::aludel::model as __model;
        #[automatically_derived]
        impl __model::PgType for Mood {
            const TYPE: __model::TypeDef = __model::TypeDef::Enum(
                &__model::EnumDef {
                    schema: "hr",
                    name: "feeling",
                    labels: &[
                        __model::LabelDef {
                            label: "very-happy",
                            renamed_from: ::core::option::Option::None,
                            line: 0u32,
                        },
                        __model::LabelDef {
                            label: "so so",
                            renamed_from: ::core::option::Option::Some("ok"),
                            line: 0u32,
                        },
                    ],
                    comment: ::core::option::Option::Some("How somebody feels."),
                    renamed_from: ::core::option::Option::Some("mood"),
                    file: "",
                    line: 0u32,
                },
            );
        }
    };
    "#);
}

#[test]
fn a_transparent_newtype_is_its_content() {
    let item = quote! {
        #[aludel(transparent)]
        struct Wrapped<T: Clone>(Vec<T>);
    };
    assert_snapshot!(formatted(expand::pg_type(item)), @"
    const _: () = {
        use ::aludel::model as __model;
        #[automatically_derived]
        impl<T: Clone> __model::PgType for Wrapped<T>
        where
            Vec<T>: __model::PgType,
        {
            const TYPE: __model::TypeDef = <Vec<T> as __model::PgType>::TYPE;
            const NULLABLE: bool = <Vec<T> as __model::PgType>::NULLABLE;
            const ACCEPTS: __model::Builtins = <Vec<T> as __model::PgType>::ACCEPTS;
        }
    };
    ");
}

#[test]
fn a_domain_is_a_type_over_its_content() {
    let item = quote! {
        #[aludel(domain = "email", schema = "mail", type = citext, not_null, collate = "C")]
        #[aludel(default = "nobody@example.org", comment = "where mail goes")]
        #[aludel(check("VALUE ~ '@'", name = "has_at"), check("length(VALUE) < 255"))]
        struct Email { address: String }
    };
    assert_snapshot!(formatted(expand::pg_type(item)), @r#"
    const _: () = {
        use ::aludel::model as __model;
        #[automatically_derived]
        impl __model::PgType for Email {
            const TYPE: __model::TypeDef = __model::TypeDef::Domain(
                &__model::DomainDef {
                    schema: "mail",
                    name: "email",
                    base: __model::TypeDef::Builtin(__model::Builtin::Citext, "citext"),
                    collation: ::core::option::Option::Some((
                        ::core::option::Option::None,
                        "C",
                    )),
                    default: ::core::option::Option::Some("'nobody@example.org'"),
                    not_null: true,
                    checks: &[
                        (::core::option::Option::Some("has_at"), "VALUE ~ '@'"),
                        (::core::option::Option::None, "length(VALUE) < 255"),
                    ],
                    comment: ::core::option::Option::Some("where mail goes"),
                    renamed_from: ::core::option::Option::None,
                    file: "",
                    line: 0u32,
                },
            );
        }
    };
    "#);
}
