//! A package with models, whose features are its versions.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use aludel_tests::{TestDatabase, database};

use crate::run::{Place, Seen, place};

/// The same profile as this workspace, so that what it depends on is compiled already.
const MANIFEST: &str = r#"[package]
name = "pies"
version = "0.1.0"
edition = "2024"

[features]
nickname = []
renamed = []
broken = []

[dependencies]
aludel = { path = "[RUNTIME]" }

[package.metadata.aludel]
bin = "pies-migrate"

[profile.dev]
debug = "line-tables-only"

[profile.dev.package."*"]
debug = false

[workspace]
"#;

const LIBRARY: &str = r#"//! Pies, and who eats them.

use aludel::Model;

/// Who eats.
#[derive(Debug, Model)]
#[aludel(table = "users")]
pub struct User {
    /// The key.
    #[aludel(primary_key, serial)]
    pub id: i32,
    /// Where to write to.
    #[aludel(type = varchar(100), unique, renamed_from = "email")]
    #[cfg(feature = "renamed")]
    pub mail: String,
    /// Where to write to.
    #[aludel(type = varchar(100), unique)]
    #[cfg(not(feature = "renamed"))]
    pub email: String,
    /// What friends say.
    #[cfg(feature = "nickname")]
    #[aludel(default = "")]
    pub nickname: String,
}

#[cfg(feature = "broken")]
const NUMBER: i32 = "one";

aludel::schema!(pub SCHEMA = [User]);
"#;

const BINARY: &str = r"//! Hands the models over.

use std::process::ExitCode;

fn main() -> ExitCode {
    aludel::main(&pies::SCHEMA)
}
";

/// A package with models and a database, which one test at a time builds: all of them are built
/// into the same place, under a name that no other package's binary has.
pub(crate) struct Package {
    pub(crate) place: Place,
    pub(crate) database: TestDatabase,
    _turn: MutexGuard<'static, ()>,
}

/// The package as it is above.
pub(crate) fn package() -> Package {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let package = Package { place: place(), database: database(), _turn: turn };
    let root = root();
    let runtime = root.join("runtime");
    let manifest = MANIFEST.replace("[RUNTIME]", runtime.to_str().unwrap());
    package.place.write("Cargo.toml", &manifest);
    package.place.write("src/lib.rs", LIBRARY);
    package.place.write("src/bin/pies-migrate.rs", BINARY);
    fs::copy(root.join("Cargo.lock"), package.place.path().join("Cargo.lock")).unwrap();
    package
}

/// The folder that all of them are built into.
fn target() -> PathBuf {
    root().join("target")
}

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

impl Package {
    /// Where the document of its models is kept.
    pub(crate) fn documents() -> PathBuf {
        target().join("aludel/documents/pies")
    }

    /// Runs the binary here, for this package and its database.
    pub(crate) fn run(&self, arguments: &[&str]) -> Seen {
        let url = self.database.url();
        let option = if arguments[0] == "diff" { "--scratch-url" } else { "--database-url" };
        let options = [option, &url];
        let needs_models = ["check", "generate", "migrate", "diff"].contains(&arguments[0]);
        let offline: &[&str] = if needs_models { &["--offline"] } else { &[] };
        let arguments = [arguments, &options, offline].concat();
        let mut command = self.place.command(&arguments);
        command.env("CARGO_TARGET_DIR", target());
        self.place.watch(&mut command).without(&url)
    }
}
