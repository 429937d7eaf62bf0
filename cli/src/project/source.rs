//! The Rust files of a package, read as text for advice only: what counts is what the compiled
//! package says.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every Rust file below a folder, in the order of their paths. What cannot be read is left out.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if path.extension().is_some_and(|end| end == "rs") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
