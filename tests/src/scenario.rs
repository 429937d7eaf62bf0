//! Scenario folders: `before.sql` and `after.sql`, and the `up.sql` and `down.sql` that lead from one
//! to the other.
//!
//! A first line `-- since 18` keeps a scenario from servers that do not know what it is about.

use std::{
    fs,
    path::{Path, PathBuf},
};

use aludel::statement::to_script;

use crate::{
    round_trip::{Witness, there_and_back},
    server,
};

/// Set to write what came out instead of comparing with it.
const BLESS_VARIABLE: &str = "ALUDEL_BLESS";

/// Every scenario below a folder, sorted.
///
/// # Panics
///
/// When the folder cannot be read.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        if folder.join("before.sql").is_file() {
            found.push(folder);
            continue;
        }
        let entries =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        left.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
    }
    found.sort();
    found
}

/// Runs one scenario there and back, and compares the SQL with what the folder holds.
///
/// # Errors
///
/// What went wrong.
pub fn run(folder: &Path) -> Result<(), String> {
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let (before, after) = (text("before.sql")?, text("after.sql")?);
    if server().version().major() < since(&before)? {
        return Ok(());
    }
    let script = there_and_back(&before, &after, Witness::Dump)?;
    for (name, steps) in [("up.sql", &script.up), ("down.sql", &script.down)] {
        let actual = to_script(steps);
        if std::env::var_os(BLESS_VARIABLE).is_some() {
            fs::write(folder.join(name), &actual).map_err(|error| error.to_string())?;
        }
        let expected = text(name)?;
        if actual != expected {
            return Err(format!("{name} is\n{actual}\nand should be\n{expected}"));
        }
    }
    Ok(())
}

/// The major version from which on a server understands the SQL.
fn since(sql: &str) -> Result<u32, String> {
    let line = sql.lines().next().unwrap_or_default();
    line.strip_prefix("-- since ")
        .map_or(Ok(0), |major| major.trim().parse().map_err(|error| format!("{line}: {error}")))
}
