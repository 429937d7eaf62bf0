//! Commands that read the files only: `history`, `show`, `verify`.

use aludel_tests::database;

use crate::run::{place, see};

const FOLDER: &[&str] = &["--migrations", "migrations"];

#[test]
fn history_lists_the_newest_first() {
    let place = place();
    place.two_migrations();
    see!(place.run(&[&["history"], FOLDER].concat()), @"
    exit: 0
    --- stdout
    0002_mail (head)
        0002_mail
    0001_users
        0001_users
    ");
    see!(place.run(&[&["history", "--json"], FOLDER].concat()), @r#"
    exit: 0
    --- stdout
    {
      "command": "history",
      "exit": 0,
      "format": 1,
      "result": [
        {
          "head": true,
          "message": "0002_mail",
          "parents": [
            "0001_users"
          ],
          "path": "migrations/0002_mail.sql",
          "reversible": true,
          "revision": "0002_mail"
        },
        {
          "head": false,
          "message": "0001_users",
          "parents": [],
          "path": "migrations/0001_users.sql",
          "reversible": true,
          "revision": "0001_users"
        }
      ]
    }
    "#);
}

#[test]
fn show_prints_a_file() {
    let place = place();
    place.two_migrations();
    see!(place.run(&[&["show"], FOLDER].concat()), @"
    exit: 0
    --- stdout
    -- aludel:migration 1
    -- revision: 0002_mail
    -- parent: 0001_users
    -- message: 0002_mail

    -- aludel:up

    ALTER TABLE users ADD COLUMN mail text;

    -- aludel:down

    ALTER TABLE users DROP COLUMN mail;
    --- stderr
    migrations/0002_mail.sql
    ");
    see!(place.run(&[&["show", "0003"], FOLDER].concat()), @r#"
    exit: 1
    --- stderr
    error: there is no revision "0003"; there are 0002_mail, 0001_users
     |
     = help: `cargo aludel history` lists them all
    "#);
    see!(place.run(&[&["show", "000"], FOLDER].concat()), @r#"
    exit: 1
    --- stderr
    error: "000" is the start of 2 revisions: 0001_users, 0002_mail
     |
     = help: `cargo aludel history` lists them all
    "#);
}

#[test]
fn verify_proves_each_migration() {
    let (place, database) = (place(), database());
    place.two_migrations();
    see!(place.with(&database, &["verify"]), @"
    exit: 0
    --- stdout
    scratch databases beside [DATABASE]
    proved 0001_users  reversible
    proved 0002_mail  reversible
    ");
    place.migration("0003_lossy", "0002_mail", "CREATE TABLE a (id int);", "SELECT 1;");
    see!(place.with(&database, &["verify"]), @"
    exit: 19
    --- stdout
    scratch databases beside [DATABASE]
    proved 0001_users  reversible
    proved 0002_mail  reversible
    --- stderr
    error: the schema after down is not what it was before
     |
     = note: still to be done: - table a (1 column)
     = note: in 0003_lossy
    ");
    see!(place.with(&database, &["verify", "--json"]), @r#"
    exit: 19
    --- stdout
    {
      "command": "verify",
      "error": {
        "causes": [
          "still to be done: - table a (1 column)",
          "in 0003_lossy"
        ],
        "hints": [],
        "message": "the schema after down is not what it was before",
        "places": []
      },
      "exit": 19,
      "format": 1,
      "result": {
        "migrations": [
          {
            "outcome": "reversible",
            "revision": "0001_users"
          },
          {
            "outcome": "reversible",
            "revision": "0002_mail"
          },
          {
            "outcome": "failed",
            "revision": "0003_lossy"
          }
        ],
        "scratch": "beside [DATABASE]",
        "witness": "pg_dump"
      }
    }
    "#);
    place.migration("0003_lossy", "0002_mail", "CREATE TABLE a (id vactor);", "SELECT 1;");
    see!(place.with(&database, &["verify"]), @r#"
    exit: 19
    --- stdout
    scratch databases beside [DATABASE]
    proved 0001_users  reversible
    proved 0002_mail  reversible
    --- stderr
    error: up fails on a scratch database
     --> migrations/0003_lossy.sql:8:20
      |
    8 | CREATE TABLE a (id vactor);
      |                    ^^^^^^ type "vactor" does not exist
      |
      = note: in 0003_lossy
    "#);
}
