//! One empty database for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

use crate::server;

/// An empty database, dropped with this value unless the test panics.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
}

/// Creates an empty database on the server of this process.
///
/// # Panics
///
/// When no server can be started.
pub fn database() -> TestDatabase {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    // Copying files is several times faster than logging every page; version 14 does nothing else.
    let strategy = if server().version().major() >= 15 { " STRATEGY file_copy" } else { "" };
    maintenance(&format!("CREATE DATABASE {name} TEMPLATE template0{strategy}"));
    TestDatabase { name }
}

impl TestDatabase {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL, as psql and every driver takes it.
    pub fn url(&self) -> String {
        server().address().url(&self.name)
    }

    /// A new connection as the superuser.
    ///
    /// # Panics
    ///
    /// When the server refuses it.
    pub fn connect(&self) -> Client {
        connect(&self.name)
    }

    /// Runs statements, separated by semicolons, on a connection of their own.
    ///
    /// # Panics
    ///
    /// When one of them fails, with what the server said.
    pub fn execute(&self, sql: &str) {
        run(&mut self.connect(), sql);
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            maintenance(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

fn connect(database: &str) -> Client {
    let config = server().address().config(database);
    config.connect(NoTls).unwrap_or_else(|error| panic!("connect to {database}: {error:?}"))
}

fn maintenance(sql: &str) {
    run(&mut connect("postgres"), sql);
}

fn run(client: &mut Client, sql: &str) {
    client.batch_execute(sql).unwrap_or_else(|error| match error.as_db_error() {
        Some(refused) => panic!("{refused:?}\nin {sql}"),
        None => panic!("{error}\nin {sql}"),
    });
}
