//! The folder that is embedded, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::header::{self, Header};

/// The migrations of a folder, by file name.
pub(crate) struct Folder {
    path: PathBuf,
    pub(crate) files: Vec<File>,
    /// The revision that `HEAD` names, where there is such a file.
    pub(crate) head: Option<String>,
}

/// One migration.
pub(crate) struct File {
    pub(crate) name: String,
    header: Header,
}

impl File {
    pub(crate) fn revision(&self) -> &str {
        &self.header.revision
    }
}

impl Folder {
    /// Reads the headers of all files. The errors name file and line.
    pub(crate) fn read(root: &Path, name: &str) -> Result<Self, Vec<String>> {
        let folder = root.join(name);
        let path = PathBuf::from(name);
        let entries = std::fs::read_dir(&folder).map_err(|error| {
            vec![format!("cannot read the folder {}: {error}", folder.display())]
        })?;
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let names: BTreeSet<String> = names.filter(|name| is_migration(name)).collect();
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for name in names {
            let shown = path.join(&name);
            match std::fs::read_to_string(folder.join(&name)) {
                Ok(text) => match header::read(text.trim_start_matches('\u{feff}')) {
                    Ok(header) => files.push(File { name, header }),
                    Err((line, expected)) => {
                        problems.push(format!("{}:{line}: {expected}", shown.display()));
                    }
                },
                Err(error) => problems.push(format!("{}: {error}", shown.display())),
            }
        }
        let head = std::fs::read_to_string(folder.join("HEAD")).ok();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self { path, files, head: head.map(|text| text.trim().to_owned()) })
    }

    /// What keeps the files from being one chain that ends where `HEAD` says.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = self.file_problems();
        if problems.is_empty() {
            problems.extend(self.circle());
        }
        if problems.is_empty() {
            problems.extend(self.head_problem());
        }
        problems
    }

    fn file_problems(&self) -> Vec<String> {
        let known: BTreeSet<&str> = self.revisions().collect();
        let mut problems = Vec::new();
        for file in &self.files {
            let (shown, revision) = (self.path.join(&file.name), &file.header.revision);
            if file.name.strip_suffix(".sql") != Some(revision) {
                let shown = shown.display();
                problems.push(format!("{shown}: holds the revision {revision}, not its own name"));
            }
            for (line, parent) in &file.header.parents {
                if !known.contains(parent.as_str()) {
                    let shown = shown.display();
                    problems.push(format!("{shown}:{line}: there is no revision {parent}"));
                }
            }
        }
        problems
    }

    fn circle(&self) -> Option<String> {
        let ordered: BTreeSet<&str> =
            self.ordered().iter().map(|(file, _)| file.header.revision.as_str()).collect();
        let circle: Vec<&str> = self.revisions().filter(|name| !ordered.contains(name)).collect();
        (!circle.is_empty()).then(|| format!("parents lead in a circle: {}", circle.join(", ")))
    }

    /// The files, parents before children, each with the places of its parents in this order. What
    /// stands on a circle is left out.
    pub(crate) fn ordered(&self) -> Vec<(&File, Vec<usize>)> {
        let mut open: Vec<&File> = self.files.iter().collect();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut ordered = Vec::new();
        loop {
            let before = open.len();
            open.retain(|file| {
                let parents = file.header.parents.iter();
                let parents: Option<Vec<usize>> =
                    parents.map(|(_, parent)| places.get(parent.as_str()).copied()).collect();
                let free = parents.is_some();
                if let Some(parents) = parents {
                    places.insert(&file.header.revision, ordered.len());
                    ordered.push((*file, parents));
                }
                !free
            });
            if open.len() == before {
                return ordered;
            }
        }
    }

    fn head_problem(&self) -> Option<String> {
        let parents = self.files.iter().flat_map(|file| &file.header.parents);
        let followed: BTreeSet<&str> = parents.map(|(_, parent)| parent.as_str()).collect();
        let heads: Vec<&str> = self.revisions().filter(|name| !followed.contains(name)).collect();
        let recorded = self.head.as_deref().filter(|text| !text.is_empty());
        let file = self.path.join("HEAD");
        match (heads.as_slice(), recorded) {
            ([], None) => None,
            ([head], Some(recorded)) if *head == recorded => None,
            ([_, _, ..], _) => Some(format!(
                "{}: there are {} heads: {}; set the parent of one branch to the head of the \
                 other, or join them with a merge revision",
                self.path.display(),
                heads.len(),
                heads.join(", ")
            )),
            (_, recorded) => Some(format!(
                "{}: names {} as the newest revision, but the migrations end with {}",
                file.display(),
                recorded.and_then(|text| text.lines().next()).unwrap_or("nothing"),
                heads.first().unwrap_or(&"nothing")
            )),
        }
    }

    fn revisions(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.header.revision.as_str())
    }
}

fn is_migration(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "sql")
        && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(condition: &str) -> Vec<String> {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/migrations");
        match Folder::read(&fixtures, condition) {
            Ok(folder) => folder.problems(),
            Err(problems) => problems,
        }
    }

    #[test]
    fn a_sound_folder_has_no_problem() {
        assert_eq!(problems("sound"), Vec::<String>::new());
        assert_eq!(problems("merged"), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_names_file_and_line() {
        assert_eq!(
            problems("no-header"),
            ["no-header/20260101000000_users.sql:1: expected `-- aludel:migration 1`"]
        );
        assert_eq!(
            problems("missing-parent"),
            [
                "missing-parent/20260102000000_orders.sql:3: there is no revision 20260101000000_users"
            ]
        );
        assert_eq!(
            problems("wrong-name"),
            [
                "wrong-name/20260101000000_users.sql: holds the revision 20260101000000_accounts, not \
             its own name"
            ]
        );
        assert_eq!(
            problems("circle"),
            ["parents lead in a circle: 20260102000000_orders, 20260103000000_items"]
        );
        assert_eq!(
            problems("two-heads"),
            ["two-heads: there are 2 heads: 20260102000000_orders, 20260103000000_items; set the \
             parent of one branch to the head of the other, or join them with a merge revision"]
        );
        assert_eq!(
            problems("head-disagrees"),
            ["head-disagrees/HEAD: names 20260101000000_users as the newest revision, but the \
             migrations end with 20260102000000_orders"]
        );
        assert!(problems("nowhere")[0].starts_with("cannot read the folder "));
    }
}
