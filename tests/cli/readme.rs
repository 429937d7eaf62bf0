//! The commands of the README, in its order, on the example application.

use std::{path::Path, process::Command};

use aludel_tests::{TestDatabase, database};

use crate::run::{Seen, place};

const README: &str = include_str!("../../README.md");

/// The lines of all shell blocks.
fn commands() -> Vec<&'static str> {
    let blocks = README.split("```sh\n").skip(1);
    blocks.filter_map(|block| block.split("```").next()).flat_map(str::lines).collect()
}

/// The words of a line, those in quotes as one.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('"').enumerate();
    pieces
        .flat_map(|(number, piece)| match number % 2 {
            0 => piece.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![piece.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_does_what_the_readme_says() {
    let (place, database) = (place(), database());
    std::fs::create_dir(place.path().join("migrations")).unwrap();
    let mut seen = Vec::new();
    for line in commands() {
        let told = words(line);
        let told = told.iter().map(String::as_str).collect::<Vec<_>>();
        let arguments = match told.as_slice() {
            // It needs no project to be set up twice; what it does has tests of its own.
            ["cargo", "aludel", "init"] => &["init", "--help"],
            ["cargo", "run", "-p", "cargo-aludel", "--", rest @ ..]
            | ["cargo", "aludel", rest @ ..] => rest,
            // These are cargo's own.
            ["cargo", "install" | "add" | "test", ..] => continue,
            _ => panic!("no test runs this command of the README: {line}"),
        };
        let answer = run(place.path(), &database, arguments);
        assert_eq!(answer.code, Some(0), "{line}\n{}{}", answer.stdout, answer.stderr);
        seen.push(answer.stdout);
    }
    assert!(seen[0].contains("CREATE TABLE app_users ("), "{}", seen[0]);
    assert!(seen[1].contains("at head"), "{}", seen[1]);
    let again = ["migrate", "--manifest-path", "fixtures/cream-pie/Cargo.toml"];
    let again = run(place.path(), &database, &again);
    assert!(again.stdout.contains("nothing to do"), "{}", again.stdout);
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let told = commands().into_iter().find(|line| line.starts_with("cargo test")).unwrap();
    assert!(include_str!("../../.ci/run").contains(told), "{told}");
}

/// Runs the binary in the repository, with a database and a folder for migrations of its own.
fn run(folder: &Path, database: &TestDatabase, arguments: &[&str]) -> Seen {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-aludel"));
    command.args(arguments).current_dir(root).stdin(std::process::Stdio::null());
    if !arguments.contains(&"--manifest-path") {
        command.args(["--manifest-path", "fixtures/cream-pie/Cargo.toml"]);
    }
    command.env("ALUDEL_MIGRATIONS", folder.join("migrations"));
    command.env("DATABASE_URL", database.url());
    let output = command.output().unwrap();
    Seen {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
