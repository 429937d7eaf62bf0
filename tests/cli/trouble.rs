//! Servers that keep the tool out, and runs that do not come to their end.

use std::process::{Child, Stdio};

use aludel_tests::{TestDatabase, database, guarded::Guarded, process::eventually, server};
use postgres::Client;

use crate::run::{Place, Seen, place, see};

/// Runs a command on a URL.
fn on(place: &Place, url: &str, command: &str) -> Seen {
    place.run(&[command, "--migrations", "migrations", "--database-url", url])
}

#[test]
fn a_wrong_password_is_told_and_never_shown() {
    let (place, guarded) = (place(), Guarded::start(None));
    place.two_migrations();
    let port = guarded.port();
    let url = format!("postgres://alice:hunter2@127.0.0.1:{port}/postgres");
    let on = |url: &str, command: &str| {
        let mut seen = on(&place, url, command);
        for text in [&mut seen.stdout, &mut seen.stderr] {
            *text = text.replace(&port.to_string(), "PORT");
        }
        seen
    };
    see!(on(&url, "upgrade"), @r#"
    exit: 1
    --- stdout
    database postgres://alice@127.0.0.1:PORT/postgres
    --- stderr
    error: wrong password for postgres://alice@127.0.0.1:PORT/postgres
     |
     = note: FATAL: password authentication failed for user "alice"
     = help: correct the user or the password
    "#);
    see!(on(&url, "status"), @r#"
    exit: 1
    --- stderr
    error: wrong password for postgres://alice@127.0.0.1:PORT/postgres
     |
     = note: FATAL: password authentication failed for user "alice"
     = help: correct the user or the password
    "#);
    let url = url.replace(":hunter2", "");
    see!(on(&url, "upgrade"), @"
    exit: 1
    --- stdout
    database postgres://alice@127.0.0.1:PORT/postgres
    --- stderr
    error: postgres://alice@127.0.0.1:PORT/postgres asks for a password
     |
     = help: put it into PGPASSWORD, into ~/.pgpass or into the URL
    ");
}

#[test]
fn a_server_that_does_not_answer_is_told() {
    let place = place();
    place.two_migrations();
    let url = "postgres://ada:hunter2@127.0.0.1:1/pies";
    see!(on(&place, url, "upgrade"), @"
    exit: 1
    --- stdout
    database postgres://ada@127.0.0.1:1/pies
    --- stderr
    error: no server answers at postgres://ada@127.0.0.1:1/pies
     |
     = note: Connection refused (os error 111)
     = help: start the server, or correct host and port
    ");
    see!(on(&place, url, "verify"), @"
    exit: 1
    --- stderr
    error: no server answers at postgres://ada@127.0.0.1:1/pies
     |
     = note: Connection refused (os error 111)
     = help: start the server, or correct host and port
    ");
}

#[test]
fn a_role_without_the_privileges_is_told_what_it_lacks() {
    let (place, database) = (place(), database());
    place.two_migrations();
    assert_eq!(place.with(&database, &["upgrade", "0001"]).code, Some(0));
    database.execute(
        "CREATE ROLE helper LOGIN; GRANT USAGE ON SCHEMA aludel TO helper;
         GRANT SELECT, INSERT, UPDATE, DELETE ON aludel.history TO helper",
    );
    let url = server().address().url(database.name()).replace("user=postgres", "user=helper");
    let command = ["upgrade", "--migrations", "migrations", "--database-url", &url];
    see!(place.run(&command).without(&url), @"
    exit: 21
    --- stdout
    database [DATABASE]
    --- stderr
    error: must be owner of table users
     --> migrations/0002_mail.sql:8:1
      |
    8 | ALTER TABLE users ADD COLUMN mail text;
      | ^^^^^ SQLSTATE 42501
      |
      = note: 0002_mail was rolled back: nothing of it is in the database
    ");
    let count: i64 = one(&mut database.connect(), "SELECT count(*) FROM aludel.history");
    assert_eq!(count, 1);
}

/// An upgrade that waits for a lock which a session of the test holds.
struct Stuck {
    place: Place,
    database: TestDatabase,
    holder: Client,
    upgrade: Child,
}

/// Two migrations are to be applied; the second cannot go on.
fn stuck() -> Stuck {
    let (place, database) = (place(), database());
    place.two_migrations();
    assert_eq!(place.with(&database, &["upgrade", "0001"]).code, Some(0));
    let mut holder = database.connect();
    holder.batch_execute("BEGIN; LOCK TABLE users").unwrap();
    let url = database.url();
    let options = ["--migrations", "migrations", "--database-url", &url, "--lock-timeout", "1h"];
    let upgrade =
        place.command(&[&["upgrade"], &options[..]].concat()).stdout(Stdio::null()).spawn();
    let waits = "SELECT count(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let mut watcher = database.connect();
    eventually("the upgrade waits", || one(&mut watcher, waits) > 0);
    Stuck { place, database, holder, upgrade: upgrade.unwrap() }
}

#[test]
fn a_second_run_that_will_not_wait_is_told_who_works() {
    let Stuck { place, database, mut holder, mut upgrade } = stuck();
    see!(place.with(&database, &["upgrade", "--wait", "0s"]), @"
    exit: 20
    --- stdout
    database [DATABASE]
    --- stderr
    error: another run holds the lock of this database, waited 0 s: process [NUMBER] of role postgres, application aludel
     |
     = help: wait for it to end, or end it: SELECT pg_terminate_backend([NUMBER])
    ");
    holder.batch_execute("ROLLBACK").unwrap();
    assert!(upgrade.wait().unwrap().success());
}

#[test]
fn a_client_that_is_killed_leaves_nothing_half_done() {
    let Stuck { place, database, mut holder, mut upgrade } = stuck();
    upgrade.kill().unwrap();
    upgrade.wait().unwrap();
    holder.batch_execute("ROLLBACK").unwrap();
    // Whether the server has gone on with the statement nobody knows; now it is done, and once.
    assert_eq!(place.with(&database, &["upgrade"]).code, Some(0));
    see!(place.with(&database, &["status"]), @"
    exit: 0
    --- stdout
    database [DATABASE], PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres
    applied   0002_mail  [TIME] by postgres

    at head: 0002_mail
    ");
}

fn one(client: &mut Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).unwrap().get(0)
}
