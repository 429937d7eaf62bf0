//! The Rust files of a package, read as text for advice only: what counts is what the compiled
//! package says.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A struct that derives `Model`, as far as its text tells.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Derived {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// The line of the derive, from 1.
    pub(crate) line: usize,
}

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

/// Every struct below a folder that derives `Model`.
pub(crate) fn derived_models(folder: &Path) -> Vec<Derived> {
    let mut found = Vec::new();
    for path in sources(folder) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        // Other crates have a derive of that name too.
        if text.contains("aludel") {
            let models = derived_in(&text).into_iter();
            found.extend(models.map(|(name, line)| Derived { name, path: path.clone(), line }));
        }
    }
    found
}

/// The structs of one file that derive `Model`, each with the line of its derive.
fn derived_in(text: &str) -> Vec<(String, usize)> {
    let code = without_comments(text);
    // Tests may derive models that no registry lists.
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, opening) in code.match_indices("derive(") {
        let after = &code[at + opening.len()..];
        let Some((derives, item)) = after.split_once(')') else { continue };
        let is_model = |derive: &str| matches!(derive.trim(), "Model" | "aludel::Model");
        let before = code[..at].rsplit(['}', ';']).next().unwrap_or_default();
        if derives.split(',').any(is_model)
            && let Some((attributes, name)) = struct_name(item)
            // What is compiled only sometimes need not be listed now.
            && !before.contains("cfg(")
            && !attributes.contains("cfg(")
        {
            found.push((name, 1 + code[..at].matches('\n').count()));
        }
    }
    found
}

/// The attributes before a struct, and its name.
fn struct_name(item: &str) -> Option<(&str, String)> {
    let (attributes, rest) = item.split_once("struct ")?;
    let mut words = rest.split(|c: char| !c.is_alphanumeric() && c != '_');
    Some((attributes, words.find(|word| !word.is_empty())?.to_owned()))
}

/// The text without what stands after `//` on a line; the lines stay.
fn without_comments(text: &str) -> String {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.collect::<Vec<&str>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, usize)]) {
        let found = derived_in(text);
        let found: Vec<_> = found.iter().map(|(name, line)| (name.as_str(), *line)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn derives_are_found_over_lines_and_paths() {
        check("#[derive(Debug, Model)]\npub struct AppUser {}", &[("AppUser", 1)]);
        check(
            "\n#[derive(\n  Clone,\n  aludel::Model,\n)]\n#[aludel(table = \"t\")]\nstruct A;",
            &[("A", 2)],
        );
        check("#[derive(Model)] struct A; #[derive(Model)]\nstruct B;", &[("A", 1), ("B", 1)]);
    }

    #[test]
    fn other_derives_comments_and_tests_do_not_count() {
        check("#[derive(ModelEntity, other::Model)] struct A;", &[]);
        check("// #[derive(Model)]\nstruct A;", &[]);
        check("/// `#[derive(Model)]`\nstruct A;", &[]);
        check("#[cfg(feature = \"a\")]\n#[derive(Model)]\nstruct A;", &[]);
        check("#[derive(Model)]\n#[cfg(unix)]\nstruct A;", &[]);
        check("#[cfg(test)]\nmod tests { #[derive(Model)] struct A; }", &[]);
    }
}
