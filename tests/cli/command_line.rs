//! The command line itself: the manual, mistakes, colour.

use aludel_tests::database;

use crate::run::{place, see};

/// Every command, in the order of the manual.
const COMMANDS: &[&str] = &[
    "init",
    "migrate",
    "check",
    "generate",
    "upgrade",
    "downgrade",
    "status",
    "history",
    "show",
    "stamp",
    "verify",
    "diff",
];

#[test]
fn the_manual_lists_commands_and_exit_codes() {
    see!(place().run(&["--help"]), @"
    exit: 0
    --- stdout
    Reversible PostgreSQL migrations from annotated Rust structs

    Tables are structs that derive `Model`, listed in a `schema!`. `check` says how
    they differ from the migrations and from the database, `generate` writes the
    migration that makes up for it, up and down, and proves it on a scratch
    database; `upgrade` applies what is missing. `migrate` does the three in one.

    The database is, first of all that is set: `--database-url`, `DATABASE_URL`, the
    same in a `.env` file, libpq's `PG*` variables. With none of them a private
    server is started for the project, kept under its target folder, and stopped
    again.

    Usage: cargo aludel [OPTIONS] <COMMAND>

    Commands:
      init       Set a package up: the binary that hands its models over, and a
                 folder for migrations
      migrate    Bring the database to what the models describe: check, generate,
                 upgrade
      check      Say whether models, migrations and database agree
      generate   Write the migration that leads from the migrations so far to the
                 models
      upgrade    Apply migrations, up to the newest or to a given one
      downgrade  Undo migrations, down to a given one, which stays applied
      status     Say which migrations are applied, and whether files and history
                 agree
      history    List the migrations, the newest first
      show       Show the file of a migration
      stamp      Say that the database is at a revision, without running anything
      verify     Prove every migration: up, back down to exactly what was before,
                 and up again
      diff       Write the SQL that leads from one schema to another, and back

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Output:
          --json
              Print the answer as JSON

      -q, --quiet
              Print errors, and what was asked for, and nothing else

          --color <WHEN>
              When to colour; `NO_COLOR` and `CLICOLOR_FORCE` count too
              
              [default: auto]
              [possible values: auto, always, never]

          --no-color
              The same as --color never

    Exit codes:
       0  clean
       1  could not run: configuration, connection, build
       2  the command line makes no sense
      10  the models differ from the migrations; differences (diff)
      11  migrations are not applied
      12  the database is not what its migrations made
      13  a migration was edited after it was applied, or is missing
      14  several heads, or a merge conflict in HEAD
      15  reserved for unsafe statements
      16  a rename is declared, and both names exist
      17  reserved for roles and privileges that differ
      18  objects that are not modelled would have to change
      19  a migration failed its proof on a scratch database
      20  the lock was not obtained: another run works on the database
      21  a migration failed and was rolled back
      22  a migration failed and is partly applied
    ");
}

#[test]
fn cargo_adds_a_word() {
    let place = place();
    assert_eq!(place.run(&["aludel", "--help"]).stdout, place.run(&["--help"]).stdout);
}

#[test]
fn a_slip_is_corrected() {
    see!(place().run(&["statu"]), @"
    exit: 2
    --- stderr
    error: unrecognized subcommand 'statu'

      tip: some similar subcommands exist: 'stamp', 'status'

    Usage: cargo aludel [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn colour_is_a_matter_of_options_and_environment() {
    let place = place();
    let coloured = |arguments: &[&str], variable: &str| {
        place.watch(place.command(arguments).env(variable, "1")).stderr.contains('\u{1b}')
    };
    assert!(coloured(&["init", "--color", "always"], "X"));
    assert!(coloured(&["init"], "CLICOLOR_FORCE"));
    assert!(!coloured(&["init"], "X"));
    assert!(!coloured(&["--no-color", "init"], "CLICOLOR_FORCE"));
    assert!(!coloured(&["init", "--color", "auto"], "NO_COLOR"));
}

#[test]
fn failures_are_json_too() {
    see!(place().run(&["init", "--json"]), @r#"
    exit: 1
    --- stdout
    {
      "command": "init",
      "error": {
        "causes": [],
        "hints": [
          "go to the package with the models, or name it with `--manifest-path <PATH>`"
        ],
        "message": "there is no Cargo.toml in this folder or in one above it",
        "places": []
      },
      "exit": 1,
      "format": 1
    }
    "#);
}

#[test]
fn quiet_leaves_errors_and_what_was_asked_for() {
    let (place, database) = (place(), database());
    place.two_migrations();
    see!(place.with(&database, &["status", "--quiet"]), @"
    exit: 11
    --- stdout
    W11 2 migrations are not applied
    ");
    see!(place.with(&database, &["upgrade", "-q"]), @"exit: 0");
    see!(place.with(&database, &["status", "-q"]), @"exit: 0");
    see!(place.with(&database, &["stamp", "0001", "--no-verify", "-q"]), @"exit: 0");
    see!(place.with(&database, &["upgrade", "0009", "-q"]), @r#"
    exit: 1
    --- stderr
    error: there is no revision "0009"; there are 0002_mail, 0001_users
    "#);
    see!(place.run(&["history", "-q", "--migrations", "migrations"]), @"
    exit: 0
    --- stdout
    0002_mail (head)
        0002_mail
    0001_users
        0001_users
    ");
    see!(place.run(&["show", "0001", "-q", "--migrations", "migrations"]), @"
    exit: 0
    --- stdout
    -- aludel:migration 1
    -- revision: 0001_users
    -- parent: none
    -- message: 0001_users

    -- aludel:up

    CREATE TABLE users (id int PRIMARY KEY);

    -- aludel:down

    DROP TABLE users;
    ");
}

#[test]
fn manuals_fit_into_eighty_columns() {
    let place = place();
    for command in COMMANDS {
        for option in ["-h", "--help"] {
            let seen = place.run(&[*command, option]);
            assert_eq!(seen.code, Some(0), "{command}");
            for line in seen.stdout.lines() {
                assert!(line.chars().count() <= 80, "{command} {option}: {line}");
            }
            if option == "--help" {
                insta::assert_snapshot!(format!("manual_of_{command}"), seen.stdout);
            }
        }
    }
}
