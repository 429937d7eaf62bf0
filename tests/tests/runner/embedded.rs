//! Migrations that are built into a program and run when it starts.

use aludel::run::{Failure, Finding, PlanError};
use aludel::{Migrations, Migrator, embed_migrations};
use aludel_tests::database;

use crate::project::done;

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
