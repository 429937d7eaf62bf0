//! Migrations that are built into a program and run when it starts.

use std::path::Path;

use aludel::migration::{Folder, Reference};
use aludel::run::{self, Failure, Finding, PlanError};
use aludel::{Migrations, Migrator, embed_migrations};
use aludel_tests::{TestDatabase, database};
use insta::assert_snapshot;

use crate::project::{Project, done, text};
use crate::proxy::{Cut, Proxy};

const SOUND: Migrations = embed_migrations!("../fixtures/migrations/sound");
const MERGED: Migrations = embed_migrations!("../fixtures/migrations/merged");

const ALL: &str = "20260101000000_users 20260102000000_orders 20260103000000_items";

#[test]
fn a_program_brings_its_database_to_head() {
    let database = database();
    let migrator = Migrator::new(SOUND);
    let behind = migrator.check(database.url()).unwrap_err();
    assert_eq!(
        behind.to_string(),
        "3 migrations are not applied: 20260101000000_users, 20260102000000_orders, \
         20260103000000_items"
    );
    assert_eq!(done(&migrator.upgrade(database.url()).unwrap()), ALL);
    assert_eq!(done(&migrator.upgrade(database.url()).unwrap()), "");
    migrator.check(database.url()).unwrap();
    assert!(migrator.status(database.url()).unwrap().is_at_head());
    let target = "20260101".parse().unwrap();
    migrator.downgrade(database.url(), &target).unwrap();
    assert_eq!(migrator.status(database.url()).unwrap().applied.len(), 1);
}

#[test]
fn where_nothing_is_to_be_done_one_query_says_so() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/migrations/merged");
    let project = Project::new(&[]);
    let (folder, config) = (Folder::load(path).unwrap(), project.config());
    // The command line wrote this history, and the program knows it for its own.
    run::upgrade(&config, &folder, &Reference::Head, &project.options, &mut ()).unwrap();
    let proxy = Proxy::new(project.database.name(), Cut::Never);
    assert_eq!(done(&Migrator::new(MERGED).upgrade(proxy.config()).unwrap()), "");
    Migrator::new(MERGED).check(proxy.config()).unwrap();
    run::upgrade(&proxy.config(), &folder, &Reference::Head, &project.options, &mut ()).unwrap();
    assert_eq!(proxy.requests(), 3);
}

/// A program in which three migrations are built in: names, statements and parents.
fn program(files: [(&'static str, &str, &[usize]); 3]) -> Migrator {
    let built = files.map(|(name, up, parents)| {
        let named = parents.iter().map(|&parent| files[parent].0).collect::<Vec<_>>();
        let named = if named.is_empty() { vec!["none"] } else { named };
        let text: &'static str = text(name, &named, up, "").leak();
        (name, text, &*parents.to_vec().leak())
    });
    Migrator::new(Migrations::new("migrations", Some(files[2].0), built.to_vec().leak()))
}

/// What `upgrade` and `check` say, which is the same.
fn finding(migrator: &Migrator, database: &TestDatabase) -> String {
    let upgraded = migrator.upgrade(database.url()).map(|report| done(&report));
    let checked = migrator.check(database.url()).map(|()| String::new());
    let [upgraded, checked] =
        [upgraded, checked].map(|said| said.unwrap_or_else(|error| error.to_string()));
    assert_eq!(upgraded, checked);
    checked
}

#[test]
fn a_program_with_other_texts_says_what_is_another() {
    let (a, b, c) = ("CREATE TABLE a ();", "CREATE TABLE b ();", "CREATE TABLE c ();");
    let database = database();
    let built = program([("1_a", a, &[]), ("2_b", b, &[0]), ("3_c", c, &[1])]);
    built.upgrade(database.url()).unwrap();
    let with = |files| finding(&program(files), &database);
    let commented =
        [("1_a", "-- first\nCREATE TABLE a ();", &[][..]), ("2_b", b, &[0]), ("3_c", c, &[1])];
    assert_snapshot!(with(commented), @"");
    let edited = [("1_a", "CREATE TABLE a (id int);", &[][..]), ("2_b", b, &[0]), ("3_c", c, &[1])];
    assert_snapshot!(with(edited), @"1_a.sql was edited after it was applied");
    assert_snapshot!(with([("1_a", a, &[]), ("3_c", c, &[0]), ("2_b", b, &[1])]), @"2_b.sql followed 1_a when it was applied and now follows 3_c; 3_c.sql followed 2_b when it was applied and now follows 1_a");
    assert_snapshot!(with([("1_a", a, &[]), ("2_b", b, &[0]), ("4_c", c, &[1])]), @"the database is ahead of the files by 3_c");
}

#[test]
fn a_history_that_somebody_has_been_at_is_found_out() {
    let database = database();
    let built = program([
        ("1_a", "CREATE TABLE a ();", &[]),
        ("2_b", "CREATE TABLE b ();", &[0]),
        ("3_c", "CREATE TABLE c ();", &[1]),
    ]);
    built.upgrade(database.url()).unwrap();
    database.execute("CREATE TABLE kept AS TABLE aludel.history");
    let after = |sql: &str| {
        database.execute(sql);
        let found = finding(&built, &database);
        database.execute("DELETE FROM aludel.history; INSERT INTO aludel.history TABLE kept");
        found
    };
    assert_snapshot!(after("UPDATE aludel.history SET revision = '2_x' WHERE revision = '2_b'"), @"the database is ahead of the files by 2_x; 3_c is applied, but 2_b before it is not");
    assert_snapshot!(after("UPDATE aludel.history SET chain = checksum, checksum = chain WHERE revision = '3_c'"), @"3_c.sql was edited after it was applied");
    assert_snapshot!(after("DELETE FROM aludel.history WHERE revision = '2_b'"), @"3_c is applied, but 2_b before it is not");
    let newer = "UPDATE kept SET revision = '4_d', parents = '{3_c}' WHERE revision = '3_c'; \
                 INSERT INTO aludel.history SELECT * FROM kept WHERE revision = '4_d'; \
                 UPDATE kept SET revision = '3_c', parents = '{2_b}' WHERE revision = '4_d'";
    assert_snapshot!(after(newer), @"the database is ahead of the files by 4_d");
}

#[test]
fn a_program_goes_on_with_a_failed_step() {
    let up = "CREATE TABLE b ();\n-- aludel:step\nINSERT INTO a VALUES (1);";
    let built = program([("1_a", "CREATE TABLE a ();", &[]), ("2_b", up, &[0]), ("3_c", "", &[1])]);
    let database = database();
    built.upgrade(database.url()).unwrap_err();
    let left = built.check(database.url()).unwrap_err().to_string();
    assert_eq!(left, "2 migrations are not applied: 2_b, 3_c");
    database.execute("ALTER TABLE a ADD id int");
    assert_eq!(done(&built.upgrade(database.url()).unwrap()), "2_b 3_c");
    built.check(database.url()).unwrap();
    // As it would be had the last migration failed after its first step.
    database.execute("UPDATE aludel.history SET state = 'upgrading' WHERE revision = '3_c'");
    assert!(built.check(database.url()).is_err());
}

#[tokio::test]
async fn blocking_calls_are_safe_inside_of_a_runtime() {
    let database = tokio::task::spawn_blocking(database).await.unwrap();
    let migrator = Migrator::new(SOUND);
    assert_eq!(done(&migrator.upgrade(database.url()).unwrap()), ALL);
    migrator.check(database.url()).unwrap();
    tokio::task::spawn_blocking(move || drop(database)).await.unwrap();
}

#[tokio::test]
async fn futures_leave_the_runtime_free() {
    let database = tokio::task::spawn_blocking(database).await.unwrap();
    let migrator = Migrator::new(MERGED);
    let upgrade = migrator.upgrade_async(database.url());
    let other = tokio::spawn(async { 1 });
    assert_eq!(other.await.unwrap(), 1);
    assert_eq!(done(&upgrade.await.unwrap()), format!("{ALL} 20260104000000_merge"));
    migrator.check_async(database.url()).await.unwrap();
    tokio::task::spawn_blocking(move || drop(database)).await.unwrap();
}

#[test]
fn an_old_build_is_content_with_a_newer_database_only_if_told() {
    let database = database();
    Migrator::new(MERGED).upgrade(database.url()).unwrap();
    database.execute("UPDATE aludel.history SET parents = '{20260102000000_orders}' WHERE revision = '20260103000000_items'");
    let older = Migrator::new(SOUND);
    let error = older.upgrade(database.url()).unwrap_err();
    let Failure::Plan(PlanError::Contradiction { findings }) = *error.failure else { panic!() };
    assert!(matches!(&*findings, [Finding::Ahead { .. }]), "{findings:?}");
    assert_eq!(done(&older.accept_newer().upgrade(database.url()).unwrap()), "");
}

#[test]
fn a_server_that_is_not_there_is_an_error_with_help() {
    let url = "postgres:///nowhere?host=/nonexistent&user=nobody";
    let error = Migrator::new(SOUND).upgrade(url).unwrap_err();
    assert_eq!(error.to_string(), "cannot connect to the database");
    assert!(error.help().is_some());
}
