//! `status`.

use aludel_tests::database;

use crate::run::{place, see};

#[test]
fn applied_and_pending_are_listed() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade", "0001"]);
    see!(place.with(&database, &["status"]), @"
    exit: 11
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres
    pending   0002_mail

    W11 1 migration is not applied
        fix: cargo aludel upgrade
    1 warning
    ");
    see!(place.with(&database, &["status", "--json"]), @r#"
    exit: 11
    --- stdout
    {
      "command": "status",
      "exit": 11,
      "format": 1,
      "result": {
        "applied": [
          "0001_users"
        ],
        "database": "[DATABASE]",
        "findings": [
          {
            "code": "W11",
            "fixes": [
              "cargo aludel upgrade"
            ],
            "level": "warning",
            "lines": [],
            "title": "1 migration is not applied"
          }
        ],
        "pending": [
          "0002_mail"
        ],
        "server": "[VERSION]"
      }
    }
    "#);
    place.with(&database, &["upgrade"]);
    see!(place.with(&database, &["status"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres
    applied   0002_mail  [TIME] by postgres

    at head: 0002_mail
    ");
}

#[test]
fn an_edited_file_is_named() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade"]);
    place.migration("0002_mail", "0001_users", "SELECT 1;", "SELECT 1;");
    see!(place.with(&database, &["status"]), @"
    exit: 13
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres
    applied   0002_mail  [TIME] by postgres

    E13 0002_mail.sql was edited after it was applied
        fix: restore 0002_mail.sql from version control and put the change into a
             migration of its own; if the database already is as the file says,
             stamp it
    1 error
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 13
    --- stdout
    database [DATABASE]
    --- stderr
    error: 0002_mail.sql was edited after it was applied
     |
     = help: restore 0002_mail.sql from version control and put the change into a
             migration of its own; if the database already is as the file says,
             stamp it
    ");
}

#[test]
fn a_comment_is_no_edit() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade"]);
    let text = place.read("migrations/0002_mail.sql");
    place.write("migrations/0002_mail.sql", &format!("{text}\n-- Licensed to kill.\r\n"));
    assert_eq!(place.with(&database, &["status"]).code, Some(0));
}

#[test]
fn a_missing_file_and_a_database_that_is_ahead_are_told_apart() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade"]);
    let mail = place.read("migrations/0002_mail.sql");
    std::fs::remove_file(place.path().join("migrations/0002_mail.sql")).unwrap();
    place.write("migrations/HEAD", "0001_users\n");
    see!(place.with(&database, &["status"]), @"
    exit: 13
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres

    E13 the database is ahead of the files by 0002_mail
        fix: bring the newer files here (another branch, or a newer build of this
             application), or downgrade the database with them
    1 error
    ");
    std::fs::remove_file(place.path().join("migrations/0001_users.sql")).unwrap();
    let alone = mail.replace("parent: 0001_users", "parent: none");
    place.write("migrations/0002_mail.sql", &alone);
    place.write("migrations/HEAD", "0002_mail\n");
    see!(place.with(&database, &["status"]), @"
    exit: 13
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0002_mail  [TIME] by postgres

    E13 there is no file of 0001_users, which the database has
        fix: restore 0001_users.sql from version control
    E13 0002_mail.sql followed 0001_users when it was applied and now follows
        nothing
        fix: downgrade with the old 0002_mail.sql before its parent is changed; if
             the database already is as the files say, stamp it
    2 errors
    ");
}

#[test]
fn a_file_that_is_gone_is_one_finding() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.with(&database, &["upgrade"]);
    let mail = place.path().join("migrations/0002_mail.sql");
    let text = std::fs::read_to_string(&mail).unwrap();
    std::fs::remove_file(&mail).unwrap();
    see!(place.with(&database, &["status"]), @"
    exit: 13
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres

    E13 there is no file of 0002_mail, which the database has
        fix: restore 0002_mail.sql from version control
    1 error
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 13
    --- stderr
    error: there is no file of 0002_mail, which migrations/HEAD names as the newest
     |
     = help: restore 0002_mail.sql from version control; if it was taken out on
             purpose and no database has it, write 0001_users into
             migrations/HEAD
    ");
    std::fs::write(&mail, text).unwrap();
    std::fs::remove_file(place.path().join("migrations/0001_users.sql")).unwrap();
    see!(place.with(&database, &["status"]), @"
    exit: 13
    --- stderr
    error: 0002_mail names the parent 0001_users, which does not exist
     |
     = help: restore 0001_users.sql from version control, or name the revision
             that 0002_mail really follows
    ");
}

#[test]
fn two_heads_are_named() {
    let (place, database) = (place(), database());
    place.two_migrations();
    place.migration("0002_phone", "0001_users", "SELECT 1;", "SELECT 1;");
    see!(place.with(&database, &["status"]), @"
    exit: 14
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    pending   0001_users
    pending   0002_mail
    pending   0002_phone

    E14 migrations: there are 2 heads: 0002_mail, 0002_phone
        fix: to let one branch follow the other, write `-- parent: 0002_mail` into
             the oldest file of the branch that ends with 0002_phone, and 0002_phone
             into HEAD
        fix: where both are applied already, join them: a migration without
             statements that has `-- parent: 0002_mail` and `-- parent: 0002_phone`
    W11 3 migrations are not applied
        fix: cargo aludel upgrade
    1 error, 1 warning
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 14
    --- stderr
    error: migrations: there are 2 heads: 0002_mail, 0002_phone
     |
     = help: to let one branch follow the other, write `-- parent: 0002_mail`
             into the oldest file of the branch that ends with 0002_phone, and
             0002_phone into HEAD
     = help: where both are applied already, join them: a migration without
             statements that has `-- parent: 0002_mail` and
             `-- parent: 0002_phone`
    ");
    place.write("migrations/HEAD", "<<<<<<< HEAD\n0002_mail\n=======\n0002_phone\n>>>>>>> b\n");
    std::fs::remove_file(place.path().join("migrations/0002_phone.sql")).unwrap();
    see!(place.with(&database, &["status"]), @"
    exit: 14
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    pending   0001_users
    pending   0002_mail

    E14 migrations/HEAD: the conflict of two branches is not resolved
        fix: see that the files of both branches are there, then write 0002_mail
             into migrations/HEAD
    W11 2 migrations are not applied
        fix: cargo aludel upgrade
    1 error, 1 warning
    ");
}

#[test]
fn the_advice_about_two_heads_is_good() {
    let (place, database) = (place(), database());
    place.two_migrations();
    let phone = "ALTER TABLE users ADD COLUMN phone text;";
    let back = "ALTER TABLE users DROP COLUMN phone;";
    place.migration("0002_phone", "0001_users", phone, back);
    assert_eq!(place.with(&database, &["verify"]).code, Some(14));
    // One branch follows the other.
    place.migration("0002_phone", "0002_mail", phone, back);
    assert_eq!(place.with(&database, &["verify"]).code, Some(0));
    // Or both are joined.
    place.migration("0002_phone", "0001_users", phone, back);
    place.migration("0003_joined", "0002_mail\n-- parent: 0002_phone", "", "");
    assert_eq!(place.with(&database, &["verify"]).code, Some(0));
    assert_eq!(place.with(&database, &["upgrade"]).code, Some(0));
    assert_eq!(place.with(&database, &["status"]).code, Some(0));
}

#[test]
fn an_empty_folder_has_nothing_to_do() {
    let (place, database) = (place(), database());
    std::fs::create_dir(place.path().join("migrations")).unwrap();
    see!(place.with(&database, &["status"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    there are no migrations
    ");
    see!(place.with(&database, &["upgrade"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    nothing to do: there are no migrations
    ");
}
