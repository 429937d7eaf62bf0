//! A process that is killed with SIGKILL, at every moment that makes a difference, and run again;
//! and many processes at once.

use std::process::{Child, Command, Stdio};
use std::thread;

use aludel::run::Event;
use postgres::Client;

use crate::fault::{MIGRATIONS, UP, state};
use crate::project::{Project, done};
use crate::proxy::{Cut, Proxy};

fn start(project: &Project, url: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_upgrading"));
    command.arg(project.path()).arg(url).stdin(Stdio::null()).stdout(Stdio::piped());
    command.spawn().unwrap()
}

fn kill(mut process: Child) {
    process.kill().unwrap();
    assert_eq!(process.wait().unwrap().code(), None, "it ended by itself");
}

#[test]
fn process_that_is_killed_between_any_two_requests_is_succeeded_by_the_next() {
    let project = Project::new(MIGRATIONS);
    let mut number = 1;
    loop {
        let proxy = Proxy::new(project.database.name(), Cut::Held(number));
        let mut process = start(&project, &proxy.url());
        while !proxy.holds() && process.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        if proxy.holds() {
            kill(process);
            project.upgrade("head").unwrap();
        }
        // A request that the client sends along with the next has no moment after it.
        assert_eq!(state(&project), UP, "killed after request {number}");
        if proxy.requests() < number {
            break;
        }
        project.database.execute("DROP TABLE users, ran; DROP SCHEMA aludel CASCADE");
        number += 1;
    }
    assert!(number > 20, "{number} requests");
}

/// Kills a process while the server waits in its statement, which starts as is said here, for what
/// `blocker` has locked. The next run finds the server still at it, and waits.
fn kill_in(project: &Project, statement: &str, mut blocker: Client) {
    let process = start(project, &project.database.url());
    let waiting = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
         AND wait_event_type = 'Lock' AND query LIKE '{statement}%'"
    );
    while project.ask(&waiting) != "1" {
        thread::yield_now();
    }
    kill(process);
    let mut waited = false;
    let mut observer = |event: &Event<'_>| {
        if matches!(event, Event::Waiting { .. }) {
            waited = true;
            blocker.batch_execute("COMMIT").unwrap();
        }
    };
    project.upgrade_observed(&mut observer).unwrap();
    assert!(waited, "the statement had ended with its client");
}

#[test]
fn process_that_is_killed_in_a_transaction_leaves_nothing_of_it() {
    let project = Project::new(&[
        ("1_users", "CREATE TABLE ran (what text); CREATE TABLE users (id int);", ""),
        (
            "2_note",
            "INSERT INTO ran VALUES ('first step');
             -- aludel:step
             INSERT INTO ran VALUES ('second step'); ALTER TABLE users ADD note text;
             INSERT INTO ran VALUES ('end');",
            "",
        ),
    ]);
    project.upgrade("1_users").unwrap();
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; SELECT FROM users").unwrap();
    kill_in(&project, "ALTER TABLE users", blocker);
    assert_eq!(project.ask("SELECT what FROM ran"), "first step second step end");
    assert_eq!(project.history(), "1_users:applied 2_note:applied");
}

#[test]
fn process_that_is_killed_in_its_only_statement_leaves_nothing_of_it() {
    let alter = "ALTER TABLE users ADD note text;";
    let project =
        Project::new(&[("1_users", "CREATE TABLE users (id int);", ""), ("2_note", alter, "")]);
    project.upgrade("1_users").unwrap();
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; SELECT FROM users").unwrap();
    // The statement travels behind the settings of its transaction.
    kill_in(&project, "%ALTER TABLE users", blocker);
    assert_eq!(project.history(), "1_users:applied 2_note:applied");
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
}

#[test]
fn process_that_is_killed_in_a_concurrent_index_leaves_a_valid_one_in_the_end() {
    let project = Project::new(MIGRATIONS);
    project.upgrade("1_users").unwrap();
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; INSERT INTO users VALUES (1, 'a')").unwrap();
    kill_in(&project, "CREATE INDEX CONCURRENTLY", blocker);
    assert_eq!(state(&project), UP);
}

#[test]
fn of_eight_processes_at_once_each_migration_is_applied_by_one() {
    let project = Project::new(MIGRATIONS);
    let url = project.database.url();
    let processes = (0..8).map(|_| start(&project, &url)).collect::<Vec<_>>();
    let applied = processes.into_iter().map(|process| {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    });
    let applied = applied.collect::<String>();
    let mut applied = applied.lines().collect::<Vec<_>>();
    applied.sort_unstable();
    assert_eq!(applied, ["1_users", "2_index", "3_unique"]);
    assert_eq!(state(&project), UP);
}
