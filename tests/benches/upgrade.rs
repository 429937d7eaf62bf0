//! What an application pays at every start for asking whether there is something to upgrade, and
//! what many small migrations cost beside psql.
//!
//! `cargo bench -p aludel-tests --bench upgrade -- 1000` takes 1,000 migrations.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::{fs, path::Path, process::Command};

use aludel::{Migrations, Migrator, run::Report};
use aludel_tests::{
    TestDatabase,
    bench::{self, Side, Trips, migrations::Chain},
    database, server,
};
use postgres::NoTls;
use tempfile::TempDir;

fn main() {
    for count in bench::sizes(&[10, 100, 1000]) {
        let chain = Chain::new(count);
        let migrations = chain.embedded();
        from_nothing(&chain, migrations);
        nothing_to_do(count, migrations);
    }
}

fn from_nothing(chain: &Chain, migrations: Migrations) {
    let folder = folder(chain);
    let sides = vec![
        Side::prepared(
            "psql, a file each",
            || {
                let database = database();
                (psql(&database, folder.path()), database)
            },
            |(psql, _)| assert!(psql.status().unwrap().success()),
        ),
        Side::prepared("upgrade from nothing", database, |database| upgrade(database, migrations)),
    ];
    println!("{} migrations", chain.len());
    println!("{}", bench::compare(3, sides));
}

fn nothing_to_do(count: usize, migrations: Migrations) {
    let database = database();
    assert_eq!(upgrade(&database, migrations).done.len(), count);
    let sides = vec![
        Side::new("connect and one query", || ask(&database)),
        Side::new("upgrade, nothing to do", || upgrade(&database, migrations)),
    ];
    println!("{}", bench::compare(51, sides));
    let trips = Trips::new().unwrap();
    Migrator::new(migrations).upgrade(trips.config(database.name())).unwrap();
    println!("round trips: {}, the start of the connection among them\n", trips.take());
}

fn upgrade(database: &TestDatabase, migrations: Migrations) -> Report {
    let config = server().address().config(database.name());
    Migrator::new(migrations).upgrade(config).unwrap()
}

/// What a program would ask that keeps only the number of its last migration.
fn ask(database: &TestDatabase) -> String {
    let mut client = server().address().config(database.name()).connect(NoTls).unwrap();
    let row = client.query_one("SELECT max(revision) FROM aludel.history", &[]).unwrap();
    row.get(0)
}

/// One process and one connection for all files, each with a transaction of its own: less than any
/// script that starts psql for every file.
fn psql(database: &TestDatabase, folder: &Path) -> Command {
    let mut command = Command::new(server().client_program("psql"));
    command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &database.url()]);
    let mut files =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    files.sort();
    for file in files {
        command.arg("-f").arg(file);
    }
    command
}

fn folder(chain: &Chain) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, sql) in chain.statements() {
        let path = folder.path().join(format!("{name}.sql"));
        fs::write(path, format!("BEGIN;\n{sql};\nCOMMIT;\n")).unwrap();
    }
    folder
}
