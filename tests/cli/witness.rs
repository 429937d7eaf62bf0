//! `pg_dump` beside aludel's own reader: what it says counts, and that it is missing is said.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
};

use aludel_tests::{database, server};

use crate::run::{Place, Seen, place, see};

#[test]
fn what_only_the_witness_sees_fails_the_proof() {
    let place = place();
    place.two_migrations();
    // A column that only this witness sees is there once the first migration has been undone.
    let answers = "echo '-- Name: ghost; Type: TABLE; Schema: public; Owner: -'\n\
                   echo x >> asked\n\
                   [ \"$(wc -l < asked)\" = 3 ] && echo '    ghost integer' || true";
    see!(verify_with(&place, answers), @"
    exit: 19
    --- stdout
    scratch databases on [DATABASE]
    --- stderr
    error: the schema after down is not what it was before, as pg_dump sees it
     |
     = note: the schema has  ghost integer
     = note: in 0001_users
    ");
}

#[test]
fn a_witness_who_fails_is_named_and_proves_nothing() {
    let place = place();
    place.two_migrations();
    see!(verify_with(&place, "echo 'out of paper' >&2; exit 1"), @"
    exit: 0
    --- stdout
    scratch databases on [DATABASE]
    proved 0001_users  reversible
    proved 0002_mail  reversible
    seen by aludel's own reader only: [PLACE]/bin/pg_dump has failed: out of paper
    ");
}

/// Runs `verify` with a `pg_dump` of our own.
fn verify_with(place: &Place, answers: &str) -> Seen {
    let folder = programs(place, answers);
    let database = database();
    let url = database.url();
    let scratch = ["--migrations", "migrations", "--scratch-url", &url];
    let mut command = place.command(&[&["verify"], &scratch[..]].concat());
    place.watch(command.env("ALUDEL_PG_BIN", folder)).without(&url)
}

/// A folder with the programs of the server and another `pg_dump`.
fn programs(place: &Place, answers: &str) -> PathBuf {
    let real = server().client_program("pg_dump");
    let folder = place.path().join("bin");
    fs::create_dir(&folder).unwrap();
    for name in ["postgres", "initdb"] {
        symlink(real.with_file_name(name), folder.join(name)).unwrap();
    }
    let version = server().version().major();
    let banner = format!("[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) {version}' && exit");
    let dump = place.write("bin/pg_dump", &format!("#!/bin/sh\n{banner}\n{answers}\n"));
    fs::set_permissions(dump, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}
