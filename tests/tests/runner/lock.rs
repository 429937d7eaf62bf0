//! One runner at a time.

use std::time::Duration;

use aludel::migration::Reference;
use aludel::run::{self, Event, Failure, Left, LockError};

use crate::project::{Project, chain, done};

const ONE: &[(&str, &str, &str)] = &[
    ("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;"),
    ("2_b", "ALTER TABLE a ADD b int;", ""),
];

#[test]
fn patience_with_another_runner_ends_with_its_name() {
    let mut project = Project::new(ONE);
    project.options.wait = Duration::from_millis(100);
    project.upgrade("+1").unwrap();
    // A migration that waits for a table keeps the lock of the runner meanwhile.
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; LOCK TABLE a").unwrap();
    let (config, folder, options) = (project.config(), project.load(), project.options.clone());
    std::thread::scope(|scope| {
        let (started, wait) = std::sync::mpsc::channel();
        let first = scope.spawn(move || {
            let mut observer = |event: &Event<'_>| {
                if let Event::Step { .. } = event {
                    started.send(()).unwrap();
                }
            };
            run::upgrade(&config, &folder, &Reference::Head, &options, &mut observer)
        });
        wait.recv().unwrap();
        let mut told = Vec::new();
        let mut observer = |event: &Event<'_>| {
            if let Event::Waiting { holder } = event {
                told.push(holder.cloned());
            }
        };
        let error = run::upgrade(
            &project.config(),
            &project.load(),
            &Reference::Head,
            &project.options,
            &mut observer,
        )
        .unwrap_err();
        let Failure::Lock(LockError::Held { holder: Some(holder), .. }) = &*error.failure else {
            panic!("{error:?}")
        };
        assert!(error.to_string().contains(&format!("process {}", holder.pid)), "{error}");
        assert!(error.help().unwrap().contains("pg_terminate_backend"));
        assert_eq!(told.len(), 1, "{told:?}");
        blocker.batch_execute("COMMIT").unwrap();
        assert_eq!(done(&first.join().unwrap().unwrap()), "2_b");
    });
}

#[test]
fn a_lock_that_is_not_obtained_is_tried_again() {
    let mut project = Project::new(ONE);
    project.options.lock_timeout = Duration::from_millis(20);
    project.upgrade("+1").unwrap();
    let mut blocker = Some(project.connect());
    blocker.as_mut().unwrap().batch_execute("BEGIN; SELECT * FROM a").unwrap();
    let mut tried = 0;
    let mut observer = |event: &Event<'_>| {
        if let Event::Retrying { message, .. } = event {
            assert_eq!(*message, "canceling statement due to lock timeout");
            tried += 1;
            drop(blocker.take());
        }
    };
    let config = project.config();
    run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut observer)
        .unwrap();
    assert_eq!(tried, 1);
}

#[test]
fn patience_with_a_table_ends_too() {
    let mut project = Project::new(ONE);
    project.options.lock_timeout = Duration::from_millis(20);
    project.options.retries = 1;
    project.upgrade("+1").unwrap();
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; SELECT * FROM a").unwrap();
    let error = project.upgrade("head").unwrap_err();
    assert_eq!(error.left(), Left::Nothing);
    assert!(chain(&error).ends_with("(SQLSTATE 55P03)"), "{}", chain(&error));
    assert!(error.help().unwrap().starts_with("another session holds a lock"));
}

#[test]
fn nothing_to_do_takes_no_lock_and_writes_nothing() {
    let project = Project::new(ONE);
    project.upgrade("head").unwrap();
    let mut other = project.connect();
    // Whoever writes would wait behind this.
    other.batch_execute("BEGIN; LOCK TABLE aludel.history IN EXCLUSIVE MODE").unwrap();
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
    assert_eq!(done(&project.upgrade("1_a").unwrap()), "");
}

#[test]
fn histories_in_one_database_do_not_wait_for_each_other() {
    let mut first = Project::new(ONE);
    first.options.history = run::HistoryTable::new("one", "applied \"here\"");
    first.upgrade("+1").unwrap();
    let mut second = Project::new(&[("1_x", "CREATE TABLE x (id int);", "")]);
    second.options.wait = Duration::ZERO;
    let mut blocker = first.connect();
    blocker.batch_execute("BEGIN; LOCK TABLE a").unwrap();
    let (config, folder, options) = (first.config(), first.load(), first.options.clone());
    std::thread::scope(|scope| {
        let (started, wait) = std::sync::mpsc::channel();
        let slow = scope.spawn(move || {
            let mut observer = |event: &Event<'_>| {
                if let Event::Step { .. } = event {
                    started.send(()).unwrap();
                }
            };
            run::upgrade(&config, &folder, &Reference::Head, &options, &mut observer)
        });
        wait.recv().unwrap();
        let config = first.config();
        run::upgrade(&config, &second.load(), &Reference::Head, &second.options, &mut ()).unwrap();
        blocker.batch_execute("COMMIT").unwrap();
        slow.join().unwrap().unwrap();
    });
    assert_eq!(first.tables(), "a x");
}

#[test]
fn waiting_outlasts_the_limit_of_the_server_for_idle_sessions() {
    let mut project = Project::new(ONE);
    project.options.lock_timeout = Duration::ZERO;
    project.upgrade("+1").unwrap();
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; LOCK TABLE a").unwrap();
    let name = project.database.name();
    project.database.execute(&format!("ALTER DATABASE {name} SET idle_session_timeout = '1s'"));
    // The connection that is to run the migrations is the only one that is idle for long.
    let idle = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                AND state = 'idle' AND query NOT LIKE '%advisory%'";
    let idle_for_long = format!("{idle} AND now() - state_change > interval '1500 ms'");
    let run = |observer: &mut dyn run::Observer| {
        let (config, folder) = (project.config(), project.load());
        run::upgrade(&config, &folder, &Reference::Head, &project.options, observer)
    };
    std::thread::scope(|scope| {
        let (started, wait) = std::sync::mpsc::channel();
        let first = scope.spawn({
            let started = started.clone();
            move || {
                run(&mut |event: &Event<'_>| {
                    if let Event::Step { .. } = event {
                        started.send(()).unwrap();
                    }
                })
            }
        });
        wait.recv().unwrap();
        let second = scope.spawn(move || {
            run(&mut |event: &Event<'_>| {
                if let Event::Waiting { .. } = event {
                    started.send(()).unwrap();
                }
            })
        });
        wait.recv().unwrap();
        while !project.ask(idle).is_empty() && project.ask(&idle_for_long).is_empty() {
            std::thread::yield_now();
        }
        blocker.batch_execute("COMMIT").unwrap();
        assert_eq!(done(&first.join().unwrap().unwrap()), "2_b");
        assert_eq!(done(&second.join().unwrap().unwrap()), "");
    });
}
