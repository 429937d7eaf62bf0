//! Everything that can be wrong outside of the program has a message that says what to do.

use aludel_tests::{database, server};

use crate::run::{place, see};

#[test]
fn a_broken_file_is_shown_where_it_breaks() {
    let (place, database) = (place(), database());
    place.two_migrations();
    let text = place.read("migrations/0002_mail.sql");
    place.write("migrations/0002_mail.sql", &text.replace("-- aludel:down", "-- aludel:dwon"));
    see!(place.with(&database, &["upgrade"]), @"
    exit: 1
    --- stderr
    error: migrations/0002_mail.sql is no migration
      --> migrations/0002_mail.sql:10:1
       |
    10 | -- aludel:dwon
       | ^ expected one of `aludel:migration`, `aludel:up`, `aludel:down`, `aludel:step`
    ");
    place.write("migrations/0002_mail.sql", &text.replace("ADD COLUMN", "ADD 'COLUMN"));
    see!(place.with(&database, &["upgrade"]), @"
    exit: 1
    --- stderr
    error: migrations/0002_mail.sql is no migration
     --> migrations/0002_mail.sql:8:23
      |
    8 | ALTER TABLE users ADD 'COLUMN mail text;
      |                       ^ a string opens here and is never closed, expected `'`
    ");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    see!(place().with(&database(), &["upgrade"]), @"
    exit: 1
    --- stderr
    error: there is no folder migrations
     |
     = help: `cargo aludel init` makes it; --migrations names another
    ");
}

#[test]
fn an_unknown_revision_is_refused() {
    let (place, database) = (place(), database());
    place.two_migrations();
    see!(place.with(&database, &["upgrade", "0009"]), @r#"
    exit: 1
    --- stdout
    database [DATABASE]
    --- stderr
    error: there is no revision "0009"; there are 0002_mail, 0001_users
     |
     = help: `cargo aludel history` lists them all
    "#);
    see!(place.with(&database, &["upgrade", "-1"]), @"
    exit: 2
    --- stderr
    error: unexpected argument '-1' found

      tip: to pass '-1' as a value, use '-- -1'

    Usage: cargo aludel upgrade [OPTIONS] [REVISION]

    For more information, try '--help'.
    ");
    see!(place.with(&database, &["downgrade", "0001"]), @"
    exit: 1
    --- stdout
    database [DATABASE]
    --- stderr
    error: 0001_users is not applied, so there is no way down to it
    ");
    see!(place.with(&database, &["downgrade", "+1"]), @"
    exit: 1
    --- stdout
    database [DATABASE]
    --- stderr
    error: +1 is no target of downgrade
     |
     = help: downgrade takes a revision, -N or base; to go on there is upgrade
    ");
}

#[test]
fn a_role_that_may_only_read_is_told() {
    let (place, database) = (place(), database());
    place.two_migrations();
    database.execute("CREATE ROLE reader LOGIN");
    let url = server().address().url(database.name()).replace("user=postgres", "user=reader");
    assert!(url.contains("reader"), "{url}");
    let reader = |command: &str| {
        let mut seen = place.run(&[command, "--migrations", "migrations", "--database-url", &url]);
        seen.stdout = seen.stdout.lines().skip(1).collect::<Vec<_>>().join("\n");
        seen
    };
    see!(reader("status"), @"
    exit: 11
    --- stdout
    pending   0001_users
    pending   0002_mail

    W11 2 migrations are not applied
        fix: cargo aludel upgrade
    1 warning
    ");
    see!(reader("upgrade"), @"
    exit: 1
    --- stderr
    error: cannot write aludel.history
     |
     = note: ERROR: permission denied for database test_[NUMBER]
     = help: the role needs INSERT, UPDATE and DELETE on the history; to make it,
             CREATE on the database, or on a schema for it that exists
    ");
}

#[test]
fn a_setting_that_makes_no_sense_is_refused() {
    see!(place().run(&["upgrade", "--lock-timeout", "soon"]), @"
    exit: 2
    --- stderr
    error: invalid value 'soon' for '--lock-timeout <TIME>': expected number at 0

    For more information, try '--help'.
    ");
    see!(place().run(&["upgrade", "--database-url", "mysql://root@localhost/x"]), @"
    exit: 1
    --- stderr
    error: there is no Cargo.toml, and no folder of migrations is named
     |
     = help: go to the package with the models, or give --migrations <DIR>
    ");
    see!(place().run(&["upgrade"]), @"
    exit: 1
    --- stderr
    error: there is no Cargo.toml, and no folder of migrations is named
     |
     = help: go to the package with the models, or give --migrations <DIR>
    ");
}

#[test]
fn names_of_every_kind_are_kept() {
    let (place, database) = (place(), database());
    let long = "l".repeat(63);
    let up = format!("CREATE TABLE \"quo\"\"te 🍰\" (\"{long}\" int);");
    place.migration("0001_names", "none", &up, "DROP TABLE \"quo\"\"te 🍰\";");
    assert_eq!(place.with(&database, &["upgrade"]).code, Some(0));
    let empty = crate::run::place();
    let seen = empty.run(&["diff", "--from", &database.url(), "--to", "file:/dev/null"]);
    see!(seen, @r#"
    exit: 10
    --- stdout
    -- The rows of "quo""te 🍰" are lost.
    DROP TABLE "quo""te 🍰";
    "#);
}
