//! Where a derive can stand, and what can stand beside it.

#![expect(dead_code, reason = "of models only the metadata is used")]

use aludel::{
    model::{Registry, document::Document},
    version::ServerVersion,
};
use insta::assert_snapshot;

fn sql(registry: &Registry) -> String {
    let document = Document::new(registry).unwrap();
    document.to_sql(ServerVersion::from_number(170_000)).unwrap().join(";\n")
}

/// The crate has another name here.
mod facade {
    pub(super) use aludel as tool;
}

mod elsewhere {
    use super::facade::tool::{Model, PgEnum, PgType};

    #[derive(PgEnum)]
    #[aludel(crate = super::facade::tool)]
    enum Mood {
        Good,
    }

    #[derive(PgType)]
    #[aludel(transparent, crate = crate::accepted::facade::tool)]
    struct Id(i64);

    #[derive(Model)]
    #[aludel(crate = crate::accepted::facade::tool)]
    struct Item {
        #[aludel(primary_key)]
        id: Id,
        #[aludel(default = "Good")]
        mood: Mood,
    }

    super::facade::tool::schema!(pub(super) SCHEMA = [Item], crate = super::facade::tool);

    pub(super) const MIGRATIONS: super::facade::tool::Migrations = super::facade::tool::embed_migrations!(
        "../fixtures/migrations/sound",
        crate = super::facade::tool
    );
}

#[test]
fn aludel_can_be_re_exported() {
    let _ = elsewhere::MIGRATIONS;
    assert_snapshot!(sql(&elsewhere::SCHEMA), @"
    CREATE TYPE mood AS ENUM ('Good');
    CREATE TABLE item (
        id bigint NOT NULL,
        mood mood NOT NULL DEFAULT 'Good',
        PRIMARY KEY (id)
    )
    ");
}

/// Everything that a careless expansion would use is something else here.
mod hostile {
    #![no_implicit_prelude]
    #![expect(non_camel_case_types, reason = "these names are meant to be in the way")]

    struct Option;
    struct Some;
    struct None;
    struct String;
    struct Model;
    struct Vec;
    struct str;
    struct i32;
    struct bool;
    struct usize;
    mod core {}
    mod std {}
    mod aludel {}
    mod __model {}

    #[derive(::aludel::PgEnum)]
    enum Result {
        Ok,
        #[aludel(rename = "error")]
        Err,
    }

    #[derive(::aludel::PgType)]
    #[aludel(domain = "small", check("VALUE < 10"), default = 5)]
    struct Default(::std::primitive::i32);

    #[derive(::aludel::Model)]
    #[aludel(primary_key(r#type, id), foreign_key(id, r#type, references = Item(id, r#type)))]
    struct Item {
        #[aludel(references = Item::id, on_delete = set_null)]
        parent: ::std::option::Option<::std::primitive::i32>,
        #[aludel(unique)]
        id: ::std::primitive::i32,
        #[aludel(type = varchar(5), default = "x")]
        r#type: ::std::string::String,
        result: ::std::option::Option<Result>,
        default: Default,
    }

    ::aludel::schema!(pub(super) SCHEMA = [Item]);
}

#[test]
fn no_name_of_the_surroundings_is_used() {
    assert_snapshot!(sql(&hostile::SCHEMA), @r#"
    CREATE TYPE result AS ENUM ('Ok', 'error');
    CREATE DOMAIN small AS integer DEFAULT 5 CHECK (VALUE < 10);
    CREATE TABLE item (
        parent integer,
        id integer NOT NULL,
        type character varying(5) NOT NULL DEFAULT 'x',
        result result,
        "default" small NOT NULL,
        UNIQUE (id),
        PRIMARY KEY (type, id)
    );
    ALTER TABLE item ADD FOREIGN KEY (parent) REFERENCES item (id) ON DELETE SET NULL;
    ALTER TABLE item ADD FOREIGN KEY (id, type) REFERENCES item (id, type)
    "#);
}

/// Tables that another macro writes, one of them behind a condition.
mod written {
    macro_rules! table {
        ($($name:ident { $($field:ident: $type:ty = $default:literal),* })*) => {$(
            #[cfg_attr(all(), derive(aludel::Model), aludel(comment))]
            /// What the macro says of it.
            struct $name {
                #[aludel(primary_key)]
                id: ids::Id,
                $(#[aludel(default = $default)] $field: $type,)*
                #[cfg(any())]
                never: i32,
            }
        )*};
    }

    mod ids {
        pub(super) type Id = i64;
    }

    table! {
        First { name: Option<String> = "a", amount: i32 = -5 }
        Second {}
    }

    aludel::schema!(pub(super) SCHEMA = [First, #[cfg(any())] Third, #[cfg(all())] Second]);
}

#[test]
fn macros_and_conditions_can_write_models() {
    assert_snapshot!(sql(&written::SCHEMA), @"
    CREATE TABLE first (
        id bigint NOT NULL,
        name text DEFAULT 'a',
        amount integer NOT NULL DEFAULT -5,
        PRIMARY KEY (id)
    );
    COMMENT ON TABLE first IS 'What the macro says of it.';
    CREATE TABLE second (
        id bigint NOT NULL,
        PRIMARY KEY (id)
    );
    COMMENT ON TABLE second IS 'What the macro says of it.'
    ");
}

#[test]
fn a_model_can_stand_in_a_function() {
    #[derive(
        Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize, aludel::Model,
    )]
    #[serde(rename_all = "camelCase")]
    struct Item {
        #[serde(default)]
        #[aludel(default = 5)]
        in_stock: i32,
        #[aludel(skip)]
        #[serde(skip)]
        cached: Option<Box<Item>>,
    }

    aludel::schema!(SCHEMA = [Item]);
    assert_snapshot!(sql(&SCHEMA), @"
    CREATE TABLE item (
        in_stock integer NOT NULL DEFAULT 5
    )
    ");
}
