//! What is wrong with models that compile, in the words that a user reads.

#![expect(dead_code, reason = "of models only the metadata is used")]

use aludel_macros::{Model, PgEnum, PgType, schema};
use insta::assert_snapshot;

use crate::{
    model::{
        Registry,
        document::{Document, InvalidModels, Place},
    },
    version::ServerVersion,
};

/// Everything that is wrong, a line each, with the source in the place of its line; then what to do.
fn problems(registry: &Registry) -> String {
    let invalid = Document::new(registry).unwrap().validate().unwrap_err();
    format!("{}help: {}", told(&invalid), invalid.help().unwrap())
}

fn told(invalid: &InvalidModels) -> String {
    let lines = invalid.errors.iter().map(|error| {
        let other = error.other.as_ref().map(|place| format!(" and `{}`", source(place)));
        format!("{} at `{}`{}\n", error.problem, source(&error.place), other.unwrap_or_default())
    });
    lines.collect()
}

fn source(place: &Place) -> &'static str {
    assert_eq!(place.file, file!());
    include_str!("tests.rs").lines().nth(place.line as usize - 1).unwrap().trim()
}

mod sound {
    use super::*;

    #[derive(Model)]
    #[aludel(crate = crate, primary_key(b, a), has_many(Child))]
    struct Parent {
        a: i32,
        b: i64,
        #[aludel(unique)]
        c: i32,
        #[aludel(index(unique))]
        d: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate, foreign_key(a, b, references = Parent(a, b)))]
    struct Child {
        a: i32,
        b: i64,
        #[aludel(references = Parent::c)]
        c: i32,
        #[aludel(references = Parent::d, renamed_from = "e")]
        d: i32,
    }

    schema!(PARENTS = [Parent], crate = crate);
    schema!(SCHEMA = [Child, ..PARENTS, ..PARENTS], crate = crate);

    #[test]
    fn nothing_is_wrong_and_what_is_listed_twice_is_there_once() {
        let document = Document::new(&SCHEMA).unwrap();
        document.validate().unwrap();
        let tables: Vec<_> = document.tables.iter().map(|table| &table.model[..]).collect();
        assert_eq!(tables, ["Child", "Parent"]);
    }
}

mod names {
    use super::*;

    #[derive(PgEnum)]
    #[aludel(crate = crate, name = "mood")]
    enum First {
        Good,
    }

    #[derive(PgType)]
    #[aludel(crate = crate, domain = "mood")]
    struct Second(i32);

    #[derive(Model)]
    #[aludel(crate = crate, table = "items", index(a, name = "other"))]
    struct Item {
        #[aludel(unique(name = "once"))]
        a: First,
    }

    #[derive(Model)]
    #[aludel(crate = crate, table = "items", index(a, name = "once"))]
    struct Thing {
        a: Second,
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Other {
        a: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Mood {
        a: i32,
    }

    schema!(SCHEMA = [Item, Thing, Other, Mood], crate = crate);

    mod again {
        #[derive(aludel_macros::PgEnum)]
        #[aludel(crate = crate, name = "mood")]
        pub(super) enum Same {
            Good,
        }

        #[derive(aludel_macros::PgEnum)]
        #[aludel(crate = crate, name = "mood", comment = "not the same")]
        pub(super) enum Commented {
            Good,
        }
    }

    schema!(ONE_TYPE = [], types = [First, again::Same, again::Same], crate = crate);
    schema!(TWO_TYPES = [], types = [First, again::Commented], crate = crate);

    #[test]
    fn two_rust_types_are_one_type_if_they_agree_in_all() {
        assert_eq!(Document::new(&ONE_TYPE).unwrap().enums.len(), 1);
        assert_snapshot!(problems(&TWO_TYPES), @"
        the type mood is defined in two ways at `enum First {` and `pub(super) enum Commented {`
        help: give one of them another `name`, or make them equal
        ");
    }

    #[test]
    fn two_things_cannot_have_one_name() {
        assert_snapshot!(problems(&SCHEMA), @r#"
        the models Item and Thing both describe the table items at `struct Item {` and `struct Thing {`
        the type mood has the name of a table at `enum First {` and `struct Mood {`
        the type mood is defined in two ways at `enum First {` and `struct Second(i32);`
        the type mood has the name of a table at `struct Second(i32);` and `struct Mood {`
        the index other has the name of a table at `#[aludel(crate = crate, table = "items", index(a, name = "other"))]` and `struct Other {`
        the index once has the name of a constraint at `#[aludel(crate = crate, table = "items", index(a, name = "once"))]` and `#[aludel(unique(name = "once"))]`
        help: give one of them another `table`, or list only one of them in `schema!`
        "#);
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Named {
        #[aludel(check("a > 0"), check("a > 1"))]
        a: i32,
        #[aludel(check("b > 0"))]
        b: i32,
    }

    schema!(
        PATTERNS = [Named],
        naming(check = "{table}_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole"),
        crate = crate,
    );

    #[test]
    fn a_convention_can_lead_to_names_that_collide_or_are_cut() {
        assert_snapshot!(problems(&PATTERNS), @r#"
        the name named_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole has 67 bytes and PostgreSQL keeps 63 at `#[aludel(check("a > 0"), check("a > 1"))]`
        the name named_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole has 67 bytes and PostgreSQL keeps 63 at `#[aludel(check("a > 0"), check("a > 1"))]`
        the constraint named_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole stands twice on named at `#[aludel(check("a > 0"), check("a > 1"))]` and `#[aludel(check("a > 0"), check("a > 1"))]`
        the name named_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole has 67 bytes and PostgreSQL keeps 63 at `#[aludel(check("b > 0"))]`
        the constraint named_of_a_name_that_is_far_too_long_for_any_database_to_keep_whole stands twice on named at `#[aludel(check("a > 0"), check("a > 1"))]` and `#[aludel(check("b > 0"))]`
        help: give a shorter name with `name = ".."`
        "#);
    }
}

mod references {
    use super::*;

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Unlisted {
        #[aludel(primary_key)]
        id: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct NoKey {
        a: i32,
        #[aludel(skip)]
        b: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate, primary_key(a, b), has_many(Unlisted), has_many(NoKey))]
    struct TwoColumns {
        a: i32,
        b: i32,
        #[aludel(index(unique, where_sql = "c > 0"))]
        c: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Item {
        #[aludel(references = Unlisted::id)]
        unlisted: i32,
        #[aludel(references = NoKey)]
        no_key: i32,
        #[aludel(references = NoKey::b)]
        no_column: i32,
        #[aludel(references = TwoColumns)]
        one_of_two: i32,
        #[aludel(references = TwoColumns::a)]
        half_a_key: i32,
        #[aludel(references = TwoColumns::c)]
        partial: i32,
    }

    schema!(SCHEMA = [Item, NoKey, TwoColumns], crate = crate);

    #[test]
    fn a_reference_needs_a_key_at_its_other_end() {
        assert_snapshot!(problems(&SCHEMA), @"
        item refers to Unlisted, which `schema!` does not list at `#[aludel(references = Unlisted::id)]` and `struct Unlisted {`
        item refers to the primary key of NoKey, which has none at `#[aludel(references = NoKey)]` and `struct NoKey {`
        item refers to NoKey.b, which is no column at `#[aludel(references = NoKey::b)]` and `struct NoKey {`
        item refers with 1 of its columns to 2 of TwoColumns at `#[aludel(references = TwoColumns)]` and `struct TwoColumns {`
        item refers to TwoColumns (a), which is not unique at `#[aludel(references = TwoColumns::a)]` and `struct TwoColumns {`
        item refers to TwoColumns (c), which is not unique at `#[aludel(references = TwoColumns::c)]` and `struct TwoColumns {`
        TwoColumns has many Unlisted, which `schema!` does not list at `#[aludel(crate = crate, primary_key(a, b), has_many(Unlisted), has_many(NoKey))]`
        TwoColumns has many NoKey, which does not refer to it at `#[aludel(crate = crate, primary_key(a, b), has_many(Unlisted), has_many(NoKey))]` and `struct NoKey {`
        help: list it in `schema!`, or use `references_sql`
        ");
    }
}

mod columns {
    use super::*;

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Item {
        #[aludel(serial)]
        a: String,
        #[aludel(identity, type = numeric)]
        b: Unknown,
    }

    struct Unknown;

    schema!(SCHEMA = [Item], crate = crate);

    #[test]
    fn only_integers_are_numbered() {
        assert_snapshot!(problems(&SCHEMA), @"
        item.a is numbered, and of type text at `a: String,`
        item.b is numbered, and of type numeric at `b: Unknown,`
        help: make the field an `i16`, `i32` or `i64`
        ");
    }
}

mod renames {
    use super::*;

    #[derive(PgEnum)]
    #[aludel(crate = crate, renamed_from = "temper")]
    enum Mood {
        Good,
    }

    #[derive(PgType)]
    #[aludel(crate = crate, domain = "temper", renamed_from = "humour")]
    struct Temper(i32);

    #[derive(Model)]
    #[aludel(crate = crate, renamed_from = "thing")]
    struct Item {
        #[aludel(renamed_from = "b")]
        a: Mood,
        b: Temper,
        #[aludel(renamed_from = "e")]
        c: i32,
        #[aludel(renamed_from = "e")]
        d: i32,
    }

    #[derive(Model)]
    #[aludel(crate = crate)]
    struct Thing {
        a: i32,
    }

    /// Another schema has names of its own.
    #[derive(Model)]
    #[aludel(crate = crate, table = "other", schema = "elsewhere", renamed_from = "item")]
    struct Other {
        a: i32,
    }

    schema!(SCHEMA = [Item, Thing, Other], crate = crate);

    #[test]
    fn what_was_renamed_has_left_its_name() {
        assert_snapshot!(problems(&SCHEMA), @"
        the column a was renamed from b, which is still there at `a: Mood,` and `b: Temper,`
        the column e was renamed twice at `c: i32,` and `d: i32,`
        the table item was renamed from thing, which is still there at `struct Item {` and `struct Thing {`
        the type mood was renamed from temper, which is still there at `enum Mood {` and `struct Temper(i32);`
        help: leave `renamed_from` out, or what still has the name
        ");
    }
}

mod version {
    use super::*;

    #[derive(Model)]
    #[aludel(crate = crate, unique(a, nulls_not_distinct))]
    #[aludel(foreign_key(a, b, references_sql = "x (a, b)", on_delete = set_default(a)))]
    struct Item {
        a: i32,
        #[aludel(index(unique, nulls_not_distinct))]
        b: i32,
        #[aludel(generated_sql = "a", virtual)]
        c: i32,
    }

    schema!(SCHEMA = [Item], crate = crate);

    fn too_new(server: u32) -> String {
        let document = Document::new(&SCHEMA).unwrap();
        match document.supported_by(ServerVersion::from_number(server)) {
            Ok(()) => "nothing".to_owned(),
            Err(invalid) => told(&invalid),
        }
    }

    #[test]
    fn an_older_server_lacks_what_is_newer() {
        assert_snapshot!(too_new(140_010), @r#"
        a virtual generated column needs PostgreSQL 18, the server is 14.10 at `c: i32,`
        `nulls_not_distinct` needs PostgreSQL 15, the server is 14.10 at `#[aludel(crate = crate, unique(a, nulls_not_distinct))]`
        a foreign key that resets some of its columns needs PostgreSQL 15, the server is 14.10 at `#[aludel(foreign_key(a, b, references_sql = "x (a, b)", on_delete = set_default(a)))]`
        `nulls_not_distinct` needs PostgreSQL 15, the server is 14.10 at `#[aludel(index(unique, nulls_not_distinct))]`
        "#);
        assert_snapshot!(too_new(170_000), @"a virtual generated column needs PostgreSQL 18, the server is 17.0 at `c: i32,`");
        assert_snapshot!(too_new(180_000), @"nothing");
    }
}
