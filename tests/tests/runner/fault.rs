//! A run that is killed anywhere and run again ends where one that was not ends; of many at once,
//! each migration is applied once.

use std::sync::{Arc, Barrier};
use std::thread;

use aludel::migration::Reference;
use aludel::run::{self, Event, Options};

use crate::project::Project;
use crate::proxy::{Cut, Proxy};

/// Transactions, statements outside of them, several steps, and a note of each run.
pub(crate) const MIGRATIONS: &[(&str, &str, &str)] = &[
    (
        "1_users",
        "CREATE TABLE ran (what text); CREATE TABLE users (id int, mail text);
         INSERT INTO ran VALUES ('users');",
        "DROP TABLE users; DROP TABLE ran;",
    ),
    (
        "2_index",
        "INSERT INTO ran VALUES ('index');
         -- aludel:step no-transaction
         CREATE INDEX CONCURRENTLY ix_users_mail ON users (mail);
         -- aludel:step
         INSERT INTO ran VALUES ('index again');",
        "-- aludel:step no-transaction
         DROP INDEX CONCURRENTLY ix_users_mail;
         -- aludel:step
         DELETE FROM ran WHERE what LIKE 'index%';",
    ),
    (
        "3_unique",
        "-- aludel:step no-transaction
         CREATE UNIQUE INDEX CONCURRENTLY uq_users_id ON users (id);",
        "DROP INDEX uq_users_id;",
    ),
];

/// Everything that the migrations make, and what the history says of them.
pub(crate) fn state(project: &Project) -> String {
    let indexes = project.ask(
        "SELECT c.relname || ':' || i.indisvalid FROM pg_index i JOIN pg_class c \
         ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    let ran = if project.tables().contains("ran") {
        project.ask("SELECT what FROM ran ORDER BY what")
    } else {
        String::new()
    };
    let history = "SELECT revision || ':' || state || ':' || steps_done FROM aludel.history \
                   ORDER BY revision";
    format!("{} / {indexes} / {ran} / {}", project.tables(), project.ask(history))
}

pub(crate) const UP: &str = "ran users / ix_users_mail:true uq_users_id:true / index index again users / \
                  1_users:applied:1 2_index:applied:3 3_unique:applied:1";

#[test]
fn an_upgrade_that_is_killed_anywhere_is_completed_by_the_next() {
    let project = Project::new(MIGRATIONS);
    let mut number = 1;
    loop {
        let mut reached = false;
        for cut in [Cut::During(number), Cut::Terminated(number), Cut::After(number)] {
            let proxy = Proxy::new(project.database.name(), cut);
            let config = proxy.config();
            let killed =
                run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ());
            reached |= proxy.requests() >= number;
            project.upgrade("head").unwrap_or_else(|e| panic!("{cut:?}: {e:?} after {killed:?}"));
            assert_eq!(state(&project), UP, "{cut:?}");
            project.database.execute("DROP TABLE users, ran; DROP SCHEMA aludel CASCADE");
        }
        if !reached {
            break;
        }
        number += 1;
    }
    assert!(number > 20, "{number} requests");
}

#[test]
fn a_downgrade_that_is_killed_anywhere_is_completed_by_the_next() {
    let project = Project::new(MIGRATIONS);
    let mut number = 1;
    loop {
        let mut reached = false;
        for cut in [Cut::During(number), Cut::Terminated(number), Cut::After(number)] {
            project.upgrade("head").unwrap();
            let proxy = Proxy::new(project.database.name(), cut);
            let config = proxy.config();
            let killed = run::downgrade(
                &config,
                &project.load(),
                &Reference::Base,
                &project.options,
                &mut (),
            );
            reached |= proxy.requests() >= number;
            project.downgrade("base").unwrap_or_else(|e| panic!("{cut:?}: {e:?} after {killed:?}"));
            assert_eq!(state(&project), " /  /  / ", "{cut:?}");
        }
        if !reached {
            break;
        }
        number += 1;
    }
    assert!(number > 20, "{number} requests");
}

#[test]
fn the_statement_of_a_killed_runner_is_waited_for() {
    let project = Project::new(MIGRATIONS);
    project.upgrade("1_users").unwrap();
    // The index cannot be built while this transaction is open.
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; INSERT INTO users VALUES (1, 'a')").unwrap();
    let proxy = Proxy::new(project.database.name(), Cut::During(number_of_the_index(&project)));
    let config = proxy.config();
    run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ())
        .unwrap_err();
    let building = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%' \
                    AND datname = current_database() AND state = 'active'";
    // The server goes on without its client.
    while project.ask(building) != "1" {
        thread::yield_now();
    }
    let oid = "SELECT oid FROM pg_class WHERE relname = 'ix_users_mail'";
    let begun = project.ask(oid);
    let mut blocker = Some(blocker);
    let mut observer = |event: &Event<'_>| {
        if matches!(event, Event::Waiting { .. })
            && let Some(mut blocker) = blocker.take()
        {
            blocker.batch_execute("COMMIT").unwrap();
        }
    };
    run::upgrade(
        &project.config(),
        &project.load(),
        &Reference::Head,
        &project.options,
        &mut observer,
    )
    .unwrap();
    assert!(blocker.is_none(), "the second run waited");
    assert_eq!(state(&project), UP);
    assert_eq!(project.ask(oid), begun, "the index was not built twice");
}

/// Which request of an upgrade from the first migration builds the index.
fn number_of_the_index(project: &Project) -> usize {
    let twin = Project::new(MIGRATIONS);
    twin.upgrade("1_users").unwrap();
    let proxy = Proxy::new(twin.database.name(), Cut::Never);
    let mut number = None;
    let mut observer = |event: &Event<'_>| {
        if let Event::Step { transaction: false, .. } = event {
            // Settings, a look at the catalog, the intent, and then the statement itself.
            number.get_or_insert(proxy.requests() + 4);
        }
    };
    let config = proxy.config();
    run::upgrade(&config, &project.load(), &Reference::Head, &twin.options, &mut observer).unwrap();
    number.unwrap()
}

#[test]
fn of_eight_runners_at_once_each_migration_is_applied_by_one() {
    let project = Project::new(MIGRATIONS);
    let barrier = Arc::new(Barrier::new(8));
    let runners = (0..8).map(|_| {
        let (config, folder) = (project.config(), project.load());
        let barrier = Arc::clone(&barrier);
        thread::spawn(move || {
            barrier.wait();
            run::upgrade(&config, &folder, &Reference::Head, &Options::default(), &mut ())
        })
    });
    let reports: Vec<_> =
        runners.collect::<Vec<_>>().into_iter().map(|r| r.join().unwrap()).collect();
    let done: usize = reports.iter().map(|report| report.as_ref().unwrap().done.len()).sum();
    assert_eq!(done, 3);
    assert_eq!(state(&project), UP);
}
