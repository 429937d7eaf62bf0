//! The places where server programs are looked for.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::folders;

/// Every folder that may hold server programs, the most deliberate choice first and, among those of
/// one kind, the newest version first.
///
/// Lazy, since asking `pg_config` starts a process.
pub(super) fn folders() -> impl Iterator<Item = PathBuf> {
    folders::server_trees()
        .into_iter()
        .flat_map(|tree| versions(&tree, "", "bin"))
        .chain(env::var_os("PATH").iter().flat_map(env::split_paths).collect::<Vec<_>>())
        .chain(std::iter::once_with(pg_config).flatten())
        .chain(std::iter::once_with(|| USUAL.iter().flat_map(usual)).flatten())
}

/// The folder of the client programs that were fetched with the server trees.
pub(super) fn clients() -> Option<PathBuf> {
    Some(folders::server_trees()?.join("clients/bin"))
}

/// The parent of the versions, what the name of a version begins with, and the way to its programs.
const USUAL: &[(&str, &str, &str)] = &[
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/local", "pgsql", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

fn usual((parent, prefix, inner): &(&str, &str, &str)) -> Vec<PathBuf> {
    versions(Path::new(parent), prefix, inner)
}

/// The folders `parent/{prefix}{version}/{inner}`, the newest version first.
fn versions(parent: &Path, prefix: &str, inner: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in parent.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name();
        if let Some(version) = name.to_str().and_then(|name| name.strip_prefix(prefix)) {
            let major = version.split('.').next().and_then(|major| major.parse().ok());
            found.push((major.unwrap_or(0), entry.path().join(inner)));
        }
    }
    found.sort_by(|left, right| right.cmp(left));
    found.into_iter().map(|(_, folder)| folder).filter(|folder| folder.is_dir()).collect()
}

fn pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(folder.trim())).filter(|folder| folder.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_version_comes_first() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["pgsql-9", "pgsql-15", "pgsql-18", "other"] {
            std::fs::create_dir_all(parent.path().join(name).join("bin")).unwrap();
        }
        let found = versions(parent.path(), "pgsql-", "bin");
        let names = ["pgsql-18/bin", "pgsql-15/bin", "pgsql-9/bin"];
        assert_eq!(found, names.map(|name| parent.path().join(name)));
    }
}
