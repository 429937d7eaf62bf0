//! A folder of migrations and a database to run them on.

use std::path::{Path, PathBuf};

use aludel::migration::{Folder, Reference};
use aludel::run::plan::Stamp;
use aludel::run::{self, Options, Report, RunError};
use aludel_tests::{TestDatabase, database, server};
use postgres::Client;
use tempfile::TempDir;

/// Migrations on disk, an empty database, and the options to run with.
pub(crate) struct Project {
    folder: TempDir,
    pub(crate) database: TestDatabase,
    pub(crate) options: Options,
}

impl Project {
    /// A chain of migrations: name, up and down.
    pub(crate) fn new(migrations: &[(&str, &str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = Self { folder, database: database(), options: Options::default() };
        let mut parent = "none";
        for (name, up, down) in migrations {
            project.write(name, &[parent], up, down);
            parent = name;
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one migration and makes it the head.
    pub(crate) fn write(&self, name: &str, parents: &[&str], up: &str, down: &str) -> PathBuf {
        let text = text(name, parents, up, down);
        let path = self.path().join(format!("{name}.sql"));
        std::fs::write(&path, text).unwrap();
        std::fs::write(self.path().join("HEAD"), format!("{name}\n")).unwrap();
        path
    }

    pub(crate) fn load(&self) -> Folder {
        Folder::load(self.path()).unwrap()
    }

    pub(crate) fn config(&self) -> postgres::Config {
        server().address().config(self.database.name())
    }

    pub(crate) fn upgrade(&self, target: &str) -> Result<Report, RunError> {
        let target: Reference = target.parse().unwrap();
        run::upgrade(&self.config(), &self.load(), &target, &self.options, &mut ())
    }

    pub(crate) fn downgrade(&self, target: &str) -> Result<Report, RunError> {
        let target: Reference = target.parse().unwrap();
        run::downgrade(&self.config(), &self.load(), &target, &self.options, &mut ())
    }

    pub(crate) fn upgrade_observed(
        &self,
        observer: &mut dyn run::Observer,
    ) -> Result<Report, RunError> {
        run::upgrade(&self.config(), &self.load(), &Reference::Head, &self.options, observer)
    }

    pub(crate) fn stamp(&self, target: &str) -> Result<Stamp, RunError> {
        let target: Reference = target.parse().unwrap();
        run::stamp(&self.config(), &self.load(), &target, &self.options, &mut ())
    }

    pub(crate) fn connect(&self) -> Client {
        self.database.connect()
    }

    /// The first column of the rows, as text, in one line.
    pub(crate) fn ask(&self, sql: &str) -> String {
        let rows = self.connect().simple_query(sql).unwrap();
        let values = rows.iter().filter_map(|message| match message {
            postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("null").to_owned()),
            _ => None,
        });
        values.collect::<Vec<_>>().join(" ")
    }

    /// The ordinary tables of `public`, by name.
    pub(crate) fn tables(&self) -> String {
        self.ask(
            "SELECT relname FROM pg_class WHERE relkind = 'r' \
             AND relnamespace = 'public'::regnamespace ORDER BY relname",
        )
    }

    /// What the history says, without times.
    pub(crate) fn history(&self) -> String {
        self.ask("SELECT revision || ':' || state FROM aludel.history ORDER BY applied_at")
    }
}

pub(crate) fn text(name: &str, parents: &[&str], up: &str, down: &str) -> String {
    let parents = parents.join("\n-- parent: ");
    format!(
        "-- aludel:migration 1\n-- revision: {name}\n-- parent: {parents}\n-- message: {name}\n\n\
         -- aludel:up\n\n{up}\n\n-- aludel:down\n\n{down}\n"
    )
}

/// The names of the migrations in a report.
pub(crate) fn done(report: &Report) -> String {
    report.done.iter().map(|done| done.revision.as_str()).collect::<Vec<_>>().join(" ")
}

/// An error and its causes, a line each.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!("\n{error}");
        source = error.source();
    }
    text
}
