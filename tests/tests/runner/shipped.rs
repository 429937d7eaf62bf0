//! The binary that a team ships.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use aludel::run::Event;
use aludel_tests::{TestDatabase, database};

use crate::project::Project;

/// Runs the binary; returns its exit code and both its outputs.
fn migrate(database: &TestDatabase, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shipped"))
        .args(["--database-url", &database.url()])
        .args(arguments)
        .output()
        .unwrap();
    format!(
        "{}\n{}{}",
        output.status.code().unwrap(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn it_brings_a_database_up_and_down() {
    let database = database();
    assert!(migrate(&database, &["status"]).starts_with("11\npending "));
    assert!(migrate(&database, &["upgrade"]).starts_with("0\napplied "));
    assert_eq!(migrate(&database, &["upgrade"]), "0\nnothing to do\n");
    assert!(migrate(&database, &["status"]).starts_with("0\napplied "));
    assert!(migrate(&database, &["downgrade", "base"]).starts_with("0\nundone "));
}

#[test]
fn another_command_line_is_told_how_it_is_called() {
    let database = database();
    for words in [&[][..], &["up"], &["upgrade", "now"], &["downgrade"]] {
        assert!(migrate(&database, words).starts_with("2\nusage: migrate "), "{words:?}");
    }
}

#[test]
fn help_is_not_an_error() {
    let database = database();
    for words in [&["--help"][..], &["-h"], &["help"], &["upgrade", "--help"]] {
        assert!(migrate(&database, words).starts_with("0\nusage: migrate "), "{words:?}");
        let output = Command::new(env!("CARGO_BIN_EXE_shipped")).args(words).output().unwrap();
        assert!(output.stdout.starts_with(b"usage: migrate "), "{words:?}");
    }
    assert!(migrate(&database, &["status"]).starts_with("11\n"), "nothing was done");
}

#[test]
fn the_database_is_named_in_every_usual_way() {
    let database = database();
    let url = database.url();
    let joined = format!("--database-url={url}");
    for words in [&[joined.as_str(), "status"][..], &["status", "--database-url", &url]] {
        let output = Command::new(env!("CARGO_BIN_EXE_shipped")).args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(11), "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told_how_it_is_called() {
    use std::os::unix::ffi::OsStrExt as _;

    let argument = std::ffi::OsStr::from_bytes(b"up\xff");
    let output = Command::new(env!("CARGO_BIN_EXE_shipped")).arg(argument).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.starts_with(b"usage: migrate "), "{output:?}");
}

#[test]
fn it_says_that_it_waits() {
    let project = Project::new(&[("1_a", "ALTER TABLE a ADD b int;", "")]);
    project.database.execute("CREATE TABLE a ()");
    let mut blocker = project.connect();
    blocker.batch_execute("BEGIN; LOCK TABLE a").unwrap();
    let (begun, wait) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let project = &project;
        let first = scope.spawn(move || {
            project.upgrade_observed(&mut |event: &Event<'_>| {
                if let Event::Step { .. } = event {
                    begun.send(()).unwrap();
                }
            })
        });
        wait.recv().unwrap();
        let mut second = Command::new(env!("CARGO_BIN_EXE_shipped"))
            .args(["--database-url", &project.database.url(), "upgrade"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(second.stderr.take().unwrap()).read_line(&mut said).unwrap();
        second.kill().unwrap();
        second.wait().unwrap();
        assert!(said.starts_with("waiting for another run to end: process "), "{said}");
        blocker.batch_execute("COMMIT").unwrap();
        first.join().unwrap().unwrap();
    });
}

#[test]
fn a_server_that_is_not_there_is_an_error_with_its_cause() {
    let output = Command::new(env!("CARGO_BIN_EXE_shipped"))
        .args(["--database-url", "postgres://nobody@127.0.0.1:1/nothing", "upgrade"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.starts_with("error: ") && text.contains("127.0.0.1"), "{text}");
}
