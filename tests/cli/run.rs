//! Runs the binary and shows what a user would see.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use aludel::connect::{Environment, Target};
use aludel_tests::TestDatabase;

/// Variables that would change the answers.
const FOREIGN: &[&str] = &[
    "DATABASE_URL",
    "PGHOST",
    "PGPORT",
    "PGUSER",
    "PGPASSWORD",
    "PGDATABASE",
    "PGSERVICE",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "ALUDEL_MIGRATIONS",
];

/// What changes from run to run, and what is shown instead.
pub(crate) const FILTERS: &[(&str, &str)] = &[
    (r"\b20\d{12}\b", "[TIME]"),
    (r"\b20\d{12}_", "[TIME]_"),
    (r"\b20\d\d-\d\d-\d\d \d\d:\d\dZ", "[TIME]"),
    (r"\btest_\d+\b", "test_[NUMBER]"),
    (r"process \d+", "process [NUMBER]"),
    (r"backend\(\d+\)", "backend([NUMBER])"),
    (r"\b\d+ ms\b", "[ELAPSED]"),
    (r"PostgreSQL \d+\.\d+", "PostgreSQL [VERSION]"),
    (r#""milliseconds": \d+"#, r#""milliseconds": [ELAPSED]"#),
    (r#""server": "[0-9.]+""#, r#""server": "[VERSION]""#),
];

/// A folder in which the binary runs; gone with this value.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// What a run came to.
pub(crate) struct Seen {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// An empty folder.
pub(crate) fn place() -> Place {
    Place { folder: tempfile::tempdir().unwrap() }
}

impl Place {
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Writes a migration behind another and makes it the head.
    pub(crate) fn migration(&self, revision: &str, parent: &str, up: &str, down: &str) {
        let text = format!(
            "-- aludel:migration 1\n-- revision: {revision}\n-- parent: {parent}\n\
             -- message: {revision}\n\n-- aludel:up\n\n{up}\n\n-- aludel:down\n\n{down}\n"
        );
        self.write(&format!("migrations/{revision}.sql"), &text);
        self.write("migrations/HEAD", &format!("{revision}\n"));
    }

    /// Two migrations: `0001_users` and `0002_mail`.
    pub(crate) fn two_migrations(&self) {
        let users = "CREATE TABLE users (id int PRIMARY KEY);";
        self.migration("0001_users", "none", users, "DROP TABLE users;");
        let mail = "ALTER TABLE users ADD COLUMN mail text;";
        self.migration("0002_mail", "0001_users", mail, "ALTER TABLE users DROP COLUMN mail;");
    }

    /// Runs the binary here, with the folder of migrations and a database.
    pub(crate) fn with(&self, database: &TestDatabase, arguments: &[&str]) -> Seen {
        let url = database.url();
        let options = ["--migrations", "migrations", "--database-url", &url];
        let arguments: Vec<&str> = arguments.iter().copied().chain(options).collect();
        self.run(&arguments).without(&url)
    }

    /// The binary, ready to run here, with nothing of the caller's database in its environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-aludel"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for name in FOREIGN {
            command.env_remove(name);
        }
        command
    }

    /// Runs the binary here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Seen {
        self.watch(&mut self.command(arguments))
    }

    /// Runs a command, and shows this folder as `[PLACE]`.
    pub(crate) fn watch(&self, command: &mut Command) -> Seen {
        let output = command.output().unwrap();
        let real = self.path().canonicalize().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(real.to_str().unwrap(), "[PLACE]")
        };
        Seen {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Seen {
    /// Shows a database that has another name in each run as `[DATABASE]`.
    pub(crate) fn without(mut self, url: &str) -> Self {
        for text in [&mut self.stdout, &mut self.stderr] {
            *text = text.replace(&shown(url), "[DATABASE]");
        }
        self
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => writeln!(f, "exit: {code}")?,
            None => writeln!(f, "killed")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}

/// A URL of the harness as the program shows it.
fn shown(url: &str) -> String {
    let target = Target::parse(url, &Environment::default()).unwrap();
    target.to_string()
}

/// Compares what a user sees with an inline snapshot.
macro_rules! see {
    ($seen:expr, @$expected:literal) => {
        insta::with_settings!({ filters => $crate::run::FILTERS.to_vec() }, {
            insta::assert_snapshot!($seen, @$expected);
        })
    };
}

pub(crate) use see;
