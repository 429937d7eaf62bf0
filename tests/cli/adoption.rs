//! A database that was there before its migrations.

use crate::{package::package, run::see};

/// What the models of the package describe, made by hand.
const USERS: &str =
    "CREATE TABLE users (id serial PRIMARY KEY, email varchar(100) NOT NULL UNIQUE)";

#[test]
fn what_the_models_describe_is_taken_over_step_by_step() {
    let package = package();
    package.database.execute(USERS);
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    warning no migration makes what the database has already
        table users
        fix: cargo aludel generate, then cargo aludel stamp head
    1 warning
    --- stderr
    building package pies to read its models
    ");
    package.run(&["generate", "-m", "as it was"]);
    see!(package.run(&["check"]), @"
    exit: 11
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    W11 the database has what its migrations make, and does not know of them
        [TIME]_as_it_was
        fix: cargo aludel stamp head
    1 warning
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["stamp", "head"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    stamped [TIME]_as_it_was
    ");
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    clean
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn what_the_models_describe_is_taken_over_at_once() {
    let package = package();
    package.database.execute(USERS);
    package.database.execute("INSERT INTO users (email) VALUES ('a@b')");
    see!(package.run(&["migrate", "-m", "as it was"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    wrote migrations/[TIME]_as_it_was.sql

    -- aludel:migration 1
    -- revision: [TIME]_as_it_was
    -- parent: none
    -- message: as it was
    -- server: 15

    -- aludel:up

    CREATE TABLE users (
        id serial PRIMARY KEY,
        email varchar(100) NOT NULL UNIQUE
    );

    -- aludel:down irreversible: the database was there before its migrations

    stamped [TIME]_as_it_was  the database was so already
    nothing to do: the database is at [TIME]_as_it_was
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["status"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   [TIME]_as_it_was  [TIME] by postgres

    at head: [TIME]_as_it_was
    ");
    let rows = package.database.connect().query("SELECT email FROM users", &[]).unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn models_that_describe_something_else_come_first() {
    let package = package();
    package.database.execute("CREATE TABLE users (id serial PRIMARY KEY, email text)");
    see!(package.run(&["migrate"]), @"
    exit: 10
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E10 the models differ from the database, which no migration made
        ~ column users.email data type: text -> varchar(100)      src/lib.rs:19
        + not null of users.email                                 src/lib.rs:19
        + constraint users_email_key of users UNIQUE (email)      src/lib.rs:17
        fix: make the models describe the database as it is, then cargo aludel
             generate and cargo aludel stamp head; what should change comes after
             that
    1 error
    --- stderr
    building package pies to read its models
    ");
    assert!(!package.place.path().join("migrations").exists());
}

#[test]
fn migrations_that_make_something_else_are_not_stamped() {
    let package = package();
    package.run(&["generate", "-m", "first"]);
    package.database.execute(USERS);
    package.database.execute("ALTER TABLE users ADD COLUMN age int");
    see!(package.run(&["check"]), @"
    exit: 12
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E12 the database was there before its migrations, and is not what they make
        the database has column users.age integer, which no migration makes
        fix: stamp the revision that it is at with cargo aludel stamp, then cargo
             aludel upgrade; if it is at none, make it so by hand
    1 error
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["stamp", "head"]), @"
    exit: 12
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E12 the database is not what the migrations up to [TIME]_first make
        the database has column users.age integer, which no migration makes
        fix: make it so by hand, or stamp the revision that it is at; --no-verify
             stamps it as it is
    1 error
    ");
    see!(package.run(&["stamp", "head", "--no-verify"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    stamped [TIME]_first
    ");
    see!(package.run(&["check"]), @"
    exit: 12
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E12 the database is not what its migrations made
        the database has column users.age integer, which no migration makes
        fix: undo it by hand; or put it into the models, then cargo aludel generate
             and cargo aludel stamp head
    1 error
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn an_upgrade_over_what_is_there_says_what_to_do() {
    let package = package();
    package.run(&["generate", "-m", "first"]);
    package.database.execute(USERS);
    see!(package.run(&["upgrade"]), @r#"
    exit: 21
    --- stdout
    database [DATABASE]
    --- stderr
    error: relation "users" already exists
     --> migrations/[TIME]_first.sql:9:1
      |
    9 | CREATE TABLE users (
      | ^^^^^^ SQLSTATE 42P07
      |
      = note: [TIME]_first was rolled back: nothing of it is in the
              database
      = help: if the database had it before its migrations, `cargo aludel check`
              compares the two, and `cargo aludel stamp` says that they agree
    "#);
}
