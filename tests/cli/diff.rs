//! `diff`.

use aludel_tests::{TestDatabase, database};

use crate::run::{place, see};

fn with(sql: &str) -> TestDatabase {
    let database = database();
    database.execute(sql);
    database
}

#[test]
fn sql_of_the_way_up_is_printed() {
    let from = with("CREATE TABLE users (id int PRIMARY KEY)");
    let to = with("CREATE TABLE users (id int PRIMARY KEY, nickname text NOT NULL DEFAULT '')");
    see!(place().run(&["diff", "--from", &from.url(), "--to", &to.url()]), @"
    exit: 10
    --- stdout
    ALTER TABLE users ADD COLUMN nickname text DEFAULT '' NOT NULL;
    ");
}

#[test]
fn both_ways_go_to_files() {
    let from = database();
    let to = with("CREATE TABLE \"🍰 \"\"pie\"\"\" (id int PRIMARY KEY)");
    let place = place();
    let arguments = ["--up-file", "up.sql", "--down-file", "down.sql"];
    let sources = ["diff", "--from", &from.url(), "--to", &to.url()];
    see!(place.run(&[&sources[..], &arguments].concat()), @r#"
    exit: 10
    --- stdout
    + table "🍰 ""pie""" (1 column)
    "#);
    see!(place.read("up.sql"), @r#"
    CREATE TABLE "🍰 ""pie""" (
        id integer PRIMARY KEY
    );
    "#);
    see!(place.read("down.sql"), @r#"
    -- The rows of "🍰 ""pie""" are lost.
    DROP TABLE "🍰 ""pie""";
    "#);
}

#[test]
fn equal_schemas_end_with_zero() {
    let (from, to) = (database(), database());
    see!(place().run(&["diff", "--json", "--from", &from.url(), "--to", &to.url()]), @r#"
    exit: 0
    --- stdout
    {
      "command": "diff",
      "exit": 0,
      "format": 1,
      "result": {
        "differences": [],
        "down": "",
        "up": ""
      }
    }
    "#);
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let url = "postgres://ada:secret@127.0.0.1:1/pies";
    see!(place().run(&["diff", "--from", url, "--to", url]), @"
    exit: 1
    --- stderr
    error: no server answers at postgres://ada@127.0.0.1:1/pies
     |
     = note: Connection refused (os error 111)
     = help: start the server, or correct host and port
    ");
}
