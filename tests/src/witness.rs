//! What `pg_dump` says of a database: a witness that shares no query with our own reader.

use std::{path::PathBuf, process::Command};

use crate::{TestDatabase, server};

/// The environment variable that names a `pg_dump` for servers that come without one.
const PROGRAM_VARIABLE: &str = "ALUDEL_TEST_PG_DUMP";

/// The schema as `pg_dump` prints it, its lines sorted: neither the order of statements nor that of
/// columns counts.
///
/// # Panics
///
/// When `pg_dump` cannot be run.
pub fn dump(database: &TestDatabase) -> String {
    let fitting = || server().client_program("pg_dump");
    let program = std::env::var_os(PROGRAM_VARIABLE).map_or_else(fitting, PathBuf::from);
    let output = Command::new(&program)
        .args(["--schema-only", "--dbname", &database.url()])
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines().filter_map(significant).collect::<Vec<_>>();
    lines.sort_unstable();
    lines.join("\n")
}

/// A line without the punctuation that depends on its neighbours, unless it says nothing.
fn significant(line: &str) -> Option<&str> {
    let line = line.trim_end().trim_end_matches([',', ';']);
    let noise = ["--", "SET ", "SELECT pg_catalog.set_config", "\\restrict", "\\unrestrict"];
    let empty = line.is_empty() || noise.iter().any(|prefix| line.starts_with(prefix));
    (!empty).then_some(line)
}
