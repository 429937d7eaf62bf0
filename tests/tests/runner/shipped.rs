//! The binary that a team ships.

use std::process::Command;

use aludel_tests::{TestDatabase, database};

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
fn a_server_that_is_not_there_is_an_error_with_its_cause() {
    let output = Command::new(env!("CARGO_BIN_EXE_shipped"))
        .args(["--database-url", "postgres://nobody@127.0.0.1:1/nothing", "upgrade"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.starts_with("error: ") && text.contains("127.0.0.1"), "{text}");
}
