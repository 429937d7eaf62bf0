//! Commands that read the models: `migrate`, `check`, `generate`.

use std::fs;

use crate::{
    package::{Package, package},
    run::see,
};

#[test]
fn migrate_does_all_of_it() {
    let package = package();
    see!(package.run(&["migrate"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    wrote migrations/[TIME]_create_table_users.sql

    -- aludel:migration 1
    -- revision: [TIME]_create_table_users
    -- parent: none
    -- message: create table users
    -- server: 15

    -- aludel:up

    CREATE TABLE users (
        id serial PRIMARY KEY,
        email varchar(100) NOT NULL UNIQUE
    );

    -- aludel:down

    -- The rows of users are lost.
    DROP TABLE users;

    applied [TIME]_create_table_users  [ELAPSED]
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["migrate"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    nothing to do: the database is at [TIME]_create_table_users
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    clean
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["status"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   [TIME]_create_table_users  [TIME] by postgres

    at head: [TIME]_create_table_users
    ");
}

#[test]
fn a_new_field_goes_from_check_to_upgrade() {
    let package = package();
    package.run(&["migrate", "-m", "first"]);
    let nickname = ["--features", "nickname"];
    see!(package.run(&[&["check"], &nickname[..]].concat()), @"
    exit: 10
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E10 the models differ from the migrations
        + column users.nickname text not null default ''          src/lib.rs:23
        fix: cargo aludel generate
    1 error
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&[&["generate", "-m", "nicknames"], &nickname[..]].concat()), @"
    exit: 0
    --- stdout
    wrote migrations/[TIME]_nicknames.sql

    -- aludel:migration 1
    -- revision: [TIME]_nicknames
    -- parent: [TIME]_first
    -- message: nicknames
    -- server: 15

    -- aludel:up

    ALTER TABLE users ADD COLUMN nickname text DEFAULT '' NOT NULL;

    -- aludel:down

    -- The values of users.nickname are lost.
    ALTER TABLE users DROP COLUMN nickname;
    --- stderr
    building package pies to read its models

    next: read it, then cargo aludel upgrade
    ");
    see!(package.run(&[&["generate"], &nickname[..]].concat()), @"
    exit: 0
    --- stdout
    nothing to do: the migrations make what the models describe
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&[&["check"], &nickname[..]].concat()), @"
    exit: 11
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    W11 1 migration is not applied
        [TIME]_nicknames
        fix: cargo aludel upgrade
    1 warning
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["upgrade"]), @"
    exit: 0
    --- stdout
    database [DATABASE]
    applied [TIME]_nicknames  [ELAPSED]
    ");
    see!(package.run(&[&["check"], &nickname[..]].concat()), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    clean
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn a_rename_is_told_as_one() {
    let package = package();
    package.run(&["migrate", "-m", "first"]);
    see!(package.run(&["check", "-F", "renamed"]), @"
    exit: 10
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E10 the models differ from the migrations
        ~ column users.email becomes mail                         src/lib.rs:15
        ~ constraint users_email_key of users becomes users_mail_key  src/lib.rs:13
        fix: cargo aludel generate
    1 error
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["migrate", "--json", "-F", "renamed"]), @r#"
    exit: 0
    --- stdout
    {
      "command": "migrate",
      "exit": 0,
      "format": 1,
      "result": {
        "database": "[DATABASE]",
        "done": [
          {
            "direction": "up",
            "milliseconds": [ELAPSED],
            "revision": "[TIME]_rename_column_users_email"
          }
        ],
        "written": {
          "differences": [
            {
              "action": "rename",
              "detail": "becomes mail",
              "fields": [],
              "object": "column users.email"
            },
            {
              "action": "rename",
              "detail": "becomes users_mail_key",
              "fields": [],
              "object": "constraint users_email_key of users"
            }
          ],
          "message": "rename column users.email",
          "path": "migrations/[TIME]_rename_column_users_email.sql",
          "revision": "[TIME]_rename_column_users_email",
          "text": "-- aludel:migration 1\n-- revision: [TIME]_rename_column_users_email\n-- parent: [TIME]_first\n-- message: rename column users.email\n-- server: 15\n\n-- aludel:up\n\nALTER TABLE users RENAME COLUMN email TO mail;\n\nALTER TABLE users RENAME CONSTRAINT users_email_key TO users_mail_key;\n\n-- aludel:down\n\nALTER TABLE users RENAME CONSTRAINT users_mail_key TO users_email_key;\n\nALTER TABLE users RENAME COLUMN mail TO email;\n"
        }
      }
    }
    --- stderr
    building package pies to read its models
    "#);
    see!(package.run(&["check", "-F", "renamed"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    clean
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn what_somebody_did_by_hand_is_told_and_left_alone() {
    let package = package();
    package.run(&["migrate"]);
    package.database.execute("CREATE TABLE theirs (id serial); CREATE VIEW v AS SELECT 1 AS one");
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    note not of this project, left alone
        table theirs
    note not modelled, left alone
        view v
    clean
    --- stderr
    building package pies to read its models
    ");
    package.database.execute("CREATE INDEX by_hand ON users (id)");
    see!(package.run(&["check"]), @"
    exit: 12
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E12 the database is not what its migrations made
        the database has index by_hand on users (id), which no migration makes
        fix: undo it by hand; or put it into the models, then cargo aludel generate
             and cargo aludel stamp head
    note not of this project, left alone
        table theirs
    note not modelled, left alone
        view v
    1 error
    --- stderr
    building package pies to read its models
    ");
    see!(package.run(&["migrate", "-F", "nickname"]), @"
    exit: 12
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    E12 the database is not what its migrations made
        the database has index by_hand on users (id), which no migration makes
        fix: undo it by hand; or put it into the models, then cargo aludel generate
             and cargo aludel stamp head
    E10 the models differ from the migrations
        + column users.nickname text not null default ''          src/lib.rs:23
        fix: cargo aludel generate
    note not of this project, left alone
        table theirs
    note not modelled, left alone
        view v
    2 errors
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn a_model_outside_of_the_registry_is_noticed() {
    let package = package();
    package.run(&["migrate"]);
    let pie = "use aludel::Model;\n\n#[derive(Model)]\npub struct Pie {\n    id: i32,\n}\n";
    package.place.write("src/pie.rs", pie);
    see!(package.run(&["check"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    warning models that derive `Model` but are not in the registry
        Pie                                                       src/pie.rs:3
        fix: list them in `schema!`
    1 warning
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn a_package_that_does_not_compile_is_shown_as_cargo_does() {
    let package = package();
    see!(package.run(&["check", "-F", "broken"]), @r#"
    exit: 1
    --- stderr
    building package pies to read its models
    error[E0308]: mismatched types
      --> src/lib.rs:27:21
       |
    27 | const NUMBER: i32 = "one";
       |                     ^^^^^ expected `i32`, found `&str`

    error: could not compile `pies` (lib) due to 1 previous error
    error: package `pies` does not compile
     |
     = help: the models are read from the compiled package; in a small package of
             their own they are there even while the application does not compile
    "#);
}

#[test]
fn a_binary_without_the_hook_is_told() {
    let package = package();
    package.place.write("src/bin/pies-migrate.rs", "fn main() {}\n");
    see!(package.run(&["check"]), @"
    exit: 1
    --- stderr
    building package pies to read its models
    error: binary `pies-migrate` ended without a document of the models
     |
     = help: its `main` is to be `aludel::main(&SCHEMA)` or
             `aludel::main_with(&SCHEMA, MIGRATIONS)`
     = help: or is to call `aludel::hook(&SCHEMA)` before anything else
    ");
}

#[test]
fn a_package_without_the_binary_is_told_what_writes_it() {
    let package = package();
    fs::remove_dir_all(package.place.path().join("src/bin")).unwrap();
    see!(package.run(&["check"]), @"
    exit: 1
    --- stderr
    error: package `pies` has no binary `pies-migrate`
     |
     = help: the settings in Cargo.toml name it; `cargo aludel init` writes it
    ");
    let manifest = package.place.read("Cargo.toml");
    package.place.write(
        "Cargo.toml",
        &manifest.replace("[package.metadata.aludel]\nbin = \"pies-migrate\"", ""),
    );
    see!(package.run(&["check"]), @"
    exit: 1
    --- stderr
    error: package `pies` has no binary `migrate`
     |
     = help: `cargo aludel init` writes the one that hands the models over
    ");
    package
        .place
        .write("Cargo.toml", &manifest.replace("[dependencies]\naludel", "[dependencies]\n#"));
    see!(package.run(&["check"]), @"
    exit: 1
    --- stderr
    error: package `pies` does not depend on aludel
     |
     = help: cargo add aludel -p pies
     = help: or name the package with the models: -p <NAME>
    ");
}

#[test]
fn models_are_a_schema_as_any_other() {
    let package = package();
    package.run(&["generate", "-m", "first"]);
    see!(package.run(&["diff", "--from", "migrations", "--to", "models"]), @"
    exit: 0
    --- stderr
    building package pies to read its models
    ");
    let to = ["diff", "--from", "migrations", "--to", "models", "-F", "nickname"];
    see!(package.run(&to), @"
    exit: 10
    --- stdout
    ALTER TABLE users ADD COLUMN nickname text DEFAULT '' NOT NULL;
    --- stderr
    building package pies to read its models
    ");
}

#[test]
fn findings_are_json_too() {
    let package = package();
    package.run(&["migrate", "-m", "first"]);
    see!(package.run(&["check", "--json", "-F", "nickname"]), @r#"
    exit: 10
    --- stdout
    {
      "command": "check",
      "exit": 10,
      "format": 1,
      "result": {
        "database": "[DATABASE]",
        "findings": [
          {
            "code": "E10",
            "fixes": [
              "cargo aludel generate"
            ],
            "level": "error",
            "lines": [
              {
                "place": "src/lib.rs:23",
                "text": "+ column users.nickname text not null default ''"
              }
            ],
            "title": "the models differ from the migrations"
          }
        ],
        "server": "[VERSION]"
      }
    }
    --- stderr
    building package pies to read its models
    "#);
}

#[test]
fn a_kept_document_that_is_broken_is_written_anew() {
    let package = package();
    let kept = || -> Vec<_> {
        let entries = fs::read_dir(Package::documents()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|is| is == "json")).collect()
    };
    package.run(&["check"]);
    let whole = fs::read_to_string(&kept()[0]).unwrap();
    fs::write(&kept()[0], &whole[..whole.len() / 2]).unwrap();
    assert_eq!(package.run(&["check"]).code, Some(10));
    assert_eq!(fs::read_to_string(&kept()[0]).unwrap(), whole);
}

#[test]
fn a_new_document_replaces_the_old_and_leaves_what_another_command_writes() {
    let package = package();
    package.run(&["check"]);
    let folder = Package::documents();
    let (old, other) = (folder.join("old.json"), folder.join("other"));
    fs::create_dir_all(&other).unwrap();
    for file in [&old, &other.join("models")] {
        fs::write(file, "").unwrap();
    }
    assert_eq!(package.run(&["check", "-F", "nickname"]).code, Some(10));
    assert!(!old.exists());
    fs::remove_file(other.join("models")).unwrap();
    fs::remove_dir(other).unwrap();
}
