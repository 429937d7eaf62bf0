//! Models that compile and make no schema, and schemas that resist.

use crate::package::{Package, package};
use crate::run::see;

impl Package {
    /// Puts other models in the place of those of the package.
    fn models(&self, structs: &str, registry: &str) {
        let text = format!(
            "use aludel::Model;\n\n{structs}\n\naludel::schema!(pub SCHEMA = [{registry}]);\n"
        );
        self.place.write("src/lib.rs", &text);
    }
}

#[test]
fn a_model_without_columns_is_shown() {
    let package = package();
    package.models(
        "#[derive(Model)]\npub struct Nothing {\n    #[aludel(skip)]\n    pub seen: bool,\n}",
        "Nothing",
    );
    see!(package.run(&["check"]), @"
    exit: 1
    --- stderr
    building package pies to read its models
    error: a model needs a field that is a column
     --> src/lib.rs:4:12
      |
    4 | pub struct Nothing {
      |            ^^^^^^^

    error: could not compile `pies` (lib) due to 1 previous error
    error: package `pies` does not compile
     |
     = help: the models are read from the compiled package; in a small package of
             their own they are there even while the application does not compile
    ");
    see!(package.run(&["generate", "--json"]), @r#"
    exit: 1
    --- stdout
    {
      "command": "generate",
      "error": {
        "causes": [],
        "hints": [
          "the models are read from the compiled package; in a small package of their own they are there even while the application does not compile"
        ],
        "message": "package `pies` does not compile",
        "places": []
      },
      "exit": 1,
      "format": 1
    }
    --- stderr
    building package pies to read its models
    error: a model needs a field that is a column
     --> src/lib.rs:4:12
      |
    4 | pub struct Nothing {
      |            ^^^^^^^

    error: could not compile `pies` (lib) due to 1 previous error
    "#);
}

#[test]
fn two_models_of_one_table_are_both_shown() {
    let package = package();
    package.models(
        "#[derive(Model)]\n#[aludel(table = \"users\")]\npub struct User {\n    pub id: i32,\n}\n\n\
         #[derive(Model)]\n#[aludel(table = \"users\")]\npub struct Person {\n    pub id: i32,\n}",
        "User, Person",
    );
    see!(package.run(&["migrate"]), @"
    exit: 1
    --- stderr
    building package pies to read its models
    error: the models describe nothing that PostgreSQL could hold
      --> src/lib.rs:5:1
       |
     5 | pub struct User {
       | ^^^^^^^^^^^^^^^^^ the models User and Person both describe the table users
       |
      ::: src/lib.rs:11:1
       |
    11 | pub struct Person {
       | ^^^^^^^^^^^^^^^^^^^ and here
       |
       = help: give one of them another `table`, or list only one of them in
               `schema!`
    ");
}

#[test]
fn a_rename_to_a_name_that_exists_is_a_question() {
    let package = package();
    package.run(&["migrate", "-m", "first"]);
    package.place.migration(
        "0002_mail",
        &head(&package),
        "ALTER TABLE users ADD COLUMN mail text;",
        "ALTER TABLE users DROP COLUMN mail;",
    );
    see!(package.run(&["check", "-F", "renamed"]), @"
    exit: 16
    --- stderr
    building package pies to read its models
    error: `renamed_from` says that column users.mail was column users.email, and both exist
      --> src/lib.rs:15:5
       |
    15 |     pub mail: String,
       |     ^^^^^^^^^^^^^^^^^ renamed from column users.email here
       |
       = help: leave `renamed_from` out, or migrate the old one away first
    ");
    see!(package.run(&["generate", "-F", "renamed"]), @"
    exit: 16
    --- stderr
    building package pies to read its models
    error: `renamed_from` says that column users.mail was column users.email, and both exist
      --> src/lib.rs:15:5
       |
    15 |     pub mail: String,
       |     ^^^^^^^^^^^^^^^^^ renamed from column users.email here
       |
       = help: leave `renamed_from` out, or migrate the old one away first
    ");
}

#[test]
fn what_is_not_modelled_and_stands_in_the_way_stops_a_migration() {
    let package = package();
    package.run(&["migrate", "-m", "first"]);
    let view = "CREATE VIEW mails AS SELECT email FROM users;";
    package.place.migration("0002_view", &head(&package), view, "DROP VIEW mails;");
    assert_eq!(package.run(&["upgrade"]).code, Some(0));
    let text = package.place.read("src/lib.rs");
    package.place.write("src/lib.rs", &text.replace("varchar(100)", "varchar(200)"));
    see!(package.run(&["check"]), @"
    exit: 10
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E10 the models differ from the migrations
        ~ column users.email data type: varchar(100) -> varchar(200)  src/lib.rs:19
    E18 view mails depends on column users.email, which has to change, and aludel
        cannot make it anew
    note not modelled, left alone
        view mails
    2 errors
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["generate"]), @"
    exit: 18
    --- stderr
    building package pies to read its models
    error: view mails depends on column users.email, which has to change, and aludel cannot make it anew
     |
     = help: write this migration by hand: drop the view mails, make the change,
             and create it again
    ");
}

#[test]
fn odd_names_go_all_the_way() {
    let package = package();
    let long = "l".repeat(63);
    package.models(
        &format!(
            "#[derive(Model)]\n#[aludel(table = \"quo\\\"te 🍰\")]\npub struct Cake {{\n    \
             #[aludel(primary_key, serial)]\n    pub id: i32,\n    \
             #[aludel(column = \"{long}\", index)]\n    pub long: String,\n}}"
        ),
        "Cake",
    );
    see!(package.run(&["migrate", "-m", "🍰"]), @r#"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    wrote migrations/[TIME].sql

    -- aludel:migration 1
    -- revision: [TIME]
    -- parent: none
    -- message: 🍰
    -- server: 15

    -- aludel:up

    CREATE TABLE "quo""te 🍰" (
        id serial PRIMARY KEY,
        lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll text NOT NULL
    );

    CREATE INDEX "quo""te 🍰_lllllllllllllllllllllllllllllllllllllllllllllll_idx" ON "quo""te 🍰" (lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll);

    -- aludel:down

    -- The rows of "quo""te 🍰" are lost.
    DROP TABLE "quo""te 🍰";

    applied [TIME]  [ELAPSED]
    --- stderr
    building package pies to read its models
    "#);
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    clean
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["downgrade", "base"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    undone  [TIME]  [ELAPSED]
    ");
}

/// The newest revision.
fn head(package: &Package) -> String {
    package.place.read("migrations/HEAD").trim().to_owned()
}
