//! What the command line takes before it has anything to do, beside psql.
//!
//! `cargo bench -p cargo-aludel --bench command_line -- 1000` takes a folder of 1,000 migrations.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::{
    fs,
    process::{Command, Stdio},
};

use aludel_tests::{
    bench::{self, Side, migrations::Chain},
    database, server,
};

fn main() {
    for count in bench::sizes(&[10, 100, 1000]) {
        let folder = tempfile::tempdir().unwrap();
        let migrations = folder.path().join("migrations");
        fs::create_dir(&migrations).unwrap();
        let chain = Chain::new(count);
        let files = chain.files().chain(chain.head().map(|head| ("HEAD".to_owned(), head)));
        for (name, text) in files {
            fs::write(migrations.join(name), text).unwrap();
        }
        let database = database();
        let aludel = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-aludel"));
            command.args(arguments).current_dir(folder.path()).env("DATABASE_URL", database.url());
            run(command);
        };
        let program = server().client_program("psql");
        let psql = |arguments: &[&str]| {
            let mut command = Command::new(&program);
            command.arg("-X").args(arguments).args(["-d", &database.url()]);
            run(command);
        };
        let upgrade = ["upgrade", "--migrations", "migrations"];
        aludel(&upgrade);
        let sides = vec![
            Side::new("psql, one query", || psql(&["-c", "SELECT 1"])),
            Side::new("psql --help", || psql(&["--help"])),
            Side::new("cargo-aludel --help", || aludel(&["--help"])),
            Side::new("upgrade, nothing to do", || aludel(&upgrade)),
        ];
        println!("{count} migrations in a folder\n{}", bench::compare(21, sides));
    }
}

fn run(mut command: Command) {
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}
