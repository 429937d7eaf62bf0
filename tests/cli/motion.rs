//! `upgrade`, `downgrade` and `stamp`.

use aludel_tests::database;

use crate::run::{place, see};

#[test]
fn upgrade_applies_what_is_missing() {
    let (place, database) = (place(), database());
    place.two_migrations();
    see!(place.with(&database, &["upgrade", "+1"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    applied 0001_users  [ELAPSED]
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    applied 0002_mail  [ELAPSED]
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    nothing to do: the database is at 0002_mail
    ");
}

#[test]
fn downgrade_undoes_the_last_one() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade"]);
    see!(place.with(&database, &["downgrade"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    undone  0002_mail  [ELAPSED]
    ");
    see!(place.with(&database, &["downgrade", "base", "--json"]), @r#"
    exit: 0
    --- stdout
    {
      "command": "downgrade",
      "exit": 0,
      "format": 1,
      "result": {
        "database": "[DATABASE]",
        "done": [
          {
            "direction": "down",
            "milliseconds": [ELAPSED],
            "revision": "0001_users"
          }
        ]
      }
    }
    "#);
    see!(place.with(&database, &["downgrade", "base"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    nothing to do: no migration is applied
    ");
}

#[test]
fn a_statement_that_fails_is_shown_in_its_file() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.migration("0003_bad", "0002_mail", "CREATE TABLE a (id int);\nSELECT nil;", "SELECT 1;");
    see!(place.with(&database, &["upgrade"]), @r#"
    exit: 21
    --- stdout
    database [DATABASE]
    applied 0001_users  [ELAPSED]
    applied 0002_mail  [ELAPSED]
    --- stderr
    error: column "nil" does not exist
     --> migrations/0003_bad.sql:9:8
      |
    9 | SELECT nil;
      |        ^^^ SQLSTATE 42703
      |
      = note: 0003_bad was rolled back: nothing of it is in the database
    "#);
    see!(place.with(&database, &["upgrade", "--json"]), @r#"
    exit: 21
    --- stdout
    {
      "command": "upgrade",
      "error": {
        "causes": [
          "0003_bad was rolled back: nothing of it is in the database"
        ],
        "hints": [],
        "message": "column \"nil\" does not exist",
        "places": [
          {
            "label": "SQLSTATE 42703",
            "line": 9,
            "path": "migrations/0003_bad.sql"
          }
        ]
      },
      "exit": 21,
      "format": 1,
      "result": {
        "database": "[DATABASE]",
        "done": []
      }
    }
    "#);
}

#[test]
fn a_migration_of_several_steps_is_left_partly_applied() {
    let (place, database) = (place(), database());
    let up = "CREATE TABLE a (id int);\n\n-- aludel:step\n\nSELECT nil;";
    place.migration("0001_steps", "none", up, "DROP TABLE a;");
    see!(place.with(&database, &["upgrade"]), @r#"
    exit: 22
    --- stdout
    database [DATABASE]
    --- stderr
    error: column "nil" does not exist
      --> migrations/0001_steps.sql:12:8
       |
    12 | SELECT nil;
       |        ^^^ SQLSTATE 42703
       |
       = note: 1 of the 2 steps of 0001_steps are done
       = help: mend the cause, or the steps of the file that are still to run, and
               run again: the steps that are done are not repeated
    "#);
    see!(place.with(&database, &["status"]), @"
    exit: 11
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    half done 0001_steps  1 step up

    W11 1 migration is not applied
        fix: cargo aludel upgrade
    1 warning
    ");
}

#[test]
fn stamp_says_where_the_database_is() {
    let (place, database) = (place(), database());
    place.two_migrations();
    see!(place.with(&database, &["stamp", "0001", "--no-verify"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    stamped 0001_users
    ");
    see!(place.with(&database, &["stamp", "base"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    forgot  0001_users
    ");
    see!(place.with(&database, &["stamp", "base"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    nothing to do: no migration is applied
    ");
}

#[test]
fn stamp_keeps_the_rows_that_are_right() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade", "0001"]);
    let moments = || -> Vec<std::time::SystemTime> {
        let rows = "SELECT applied_at FROM aludel.history ORDER BY revision";
        let rows = database.connect().query(rows, &[]).unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    };
    let before = moments();
    see!(place.with(&database, &["stamp", "head", "--no-verify"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    kept    0001_users
    stamped 0002_mail
    ");
    assert_eq!(moments()[..1], before);
    see!(place.with(&database, &["stamp", "head", "--no-verify", "--json"]), @r#"
    exit: 0
    --- stdout
    {
      "command": "stamp",
      "exit": 0,
      "format": 1,
      "result": {
        "applied": [],
        "database": "[DATABASE]",
        "forgotten": [],
        "kept": [
          "0001_users",
          "0002_mail"
        ]
      }
    }
    "#);
}

#[test]
fn the_history_can_stand_elsewhere() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade", "--history-table", "ops.migrations"]);
    let count = "SELECT count(*) FROM ops.migrations";
    let rows: i64 = database.connect().query_one(count, &[]).unwrap().get(0);
    assert_eq!(rows, 2);
    see!(place.with(&database, &["upgrade", "--history-table", "migrations"]), @"
    exit: 2
    --- stderr
    error: invalid value 'migrations' for '--history-table <SCHEMA.TABLE>': expected a schema and a table, as in `aludel.history`

    For more information, try '--help'.
    ");
}
