//! The exit codes: the manual and the tests beside this one speak of the same.

use std::{collections::BTreeSet, fs, path::Path};

use crate::run::place;

/// What no command ends with yet.
const RESERVED: &[&str] = &["15", "17"];

#[test]
fn every_code_of_the_manual_is_seen_and_no_other() {
    let manual = place().run(&["--help"]).stdout;
    let table = manual.split("Exit codes:").nth(1).unwrap();
    let promised = table.lines().filter_map(|line| line.split_whitespace().next());
    let promised: BTreeSet<String> =
        promised.filter(|code| !RESERVED.contains(code)).map(str::to_owned).collect();
    assert_eq!(seen(), promised);
}

/// The codes in the snapshots of this folder.
fn seen() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cli");
    let mut codes = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("exit: "));
        codes.extend(lines.filter(|code| code.parse::<u8>().is_ok()).map(str::to_owned));
    }
    codes
}
