//! A read waits for nobody: what can be read without a lock is read, and the rest names who holds it.

use std::thread;

use aludel::catalog::{self, ReadError};
use aludel_tests::{TestDatabase, database};
use insta::assert_snapshot;
use postgres::Client;

/// A session that keeps everybody off a relation for as long as it lives.
fn hold(database: &TestDatabase, relation: &str) -> (Client, i32) {
    let mut client = database.connect();
    let process = client.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
    client.batch_execute("BEGIN").unwrap();
    client.batch_execute(&format!("LOCK TABLE {relation} IN ACCESS EXCLUSIVE MODE")).unwrap();
    (client, process)
}

#[test]
fn locked_table_of_plain_things_is_read_completely() {
    let database = database();
    database.execute(
        "CREATE TABLE other (a int PRIMARY KEY);
        CREATE TABLE t (a serial PRIMARY KEY, b int REFERENCES other, c text DEFAULT 'x' UNIQUE);
        CREATE INDEX i ON t (b DESC) INCLUDE (c);
        COMMENT ON TABLE t IS 'locked';
        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        CREATE STATISTICS s ON a, b FROM t;",
    );
    let before = catalog::read(&mut database.connect()).unwrap();
    let _held = hold(&database, "t");
    assert_eq!(catalog::read(&mut database.connect()).unwrap(), before);
}

#[test]
fn text_on_a_locked_table_is_an_error_that_names_the_holder() {
    let database = database();
    database.execute(r#"CREATE TABLE "T" (a int CHECK (a > 0))"#);
    let (_held, process) = hold(&database, r#""T""#);
    let error = catalog::read(&mut database.connect()).unwrap_err();
    let text = format!("{error}\n{}", error.help());
    assert_snapshot!(text.replace(&process.to_string(), "PROCESS"), @r#"
    relation public."T" is locked by process PROCESS: LOCK TABLE "T" IN ACCESS EXCLUSIVE MODE
    wait until it has finished, or end it with pg_terminate_backend or ROLLBACK PREPARED
    "#);
}

#[test]
fn every_text_that_takes_a_lock_is_withheld() {
    let texts = [
        "ALTER TABLE t ADD CHECK (a > 0)",
        "ALTER TABLE t ADD EXCLUDE USING gist (int4range(a, b) WITH &&)",
        "ALTER TABLE t ADD c int GENERATED ALWAYS AS (a + b) STORED",
        "CREATE INDEX ON t ((a + b))",
        "CREATE INDEX ON t (a) WHERE b > 0",
        "DROP TABLE t; CREATE TABLE t (a int) PARTITION BY RANGE (a)",
        "CREATE VIEW v AS SELECT a FROM t",
        "CREATE MATERIALIZED VIEW v AS SELECT a FROM t",
        "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING",
        "CREATE POLICY p ON t USING (a > 0)",
        "CREATE POLICY p ON other USING (a > (SELECT max(a) FROM t))",
        "CREATE STATISTICS s ON (a + b) FROM t",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(a) FROM t; END",
        "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
         CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION g()",
    ];
    for text in texts {
        let database = database();
        database.execute("CREATE TABLE t (a int, b int); CREATE TABLE other (a int)");
        database.execute(text);
        let (_held, holder) = hold(&database, "t");
        match catalog::read(&mut database.connect()) {
            Err(ReadError::Locked { relation, process, .. }) => {
                assert_eq!((relation.as_str(), process), ("public.t", holder), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn lock_that_somebody_waits_for_counts() {
    let database = database();
    database.execute("CREATE TABLE t (a int CHECK (a > 0))");
    let mut reader = database.connect();
    reader.batch_execute("BEGIN; SELECT FROM t").unwrap();
    let mut migration = database.connect();
    let waiting: i32 = migration.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
    let waiter = thread::spawn(move || migration.batch_execute("ALTER TABLE t ADD b int"));
    let mut client = database.connect();
    let awaited = "SELECT FROM pg_locks WHERE pid = $1 AND NOT granted";
    while client.query_opt(awaited, &[&waiting]).unwrap().is_none() {
        thread::yield_now();
    }
    match catalog::read(&mut client) {
        Err(ReadError::Locked { process, query, .. }) => {
            assert_eq!((process, query.as_str()), (waiting, "ALTER TABLE t ADD b int"));
        }
        other => panic!("{other:?}"),
    }
    drop(reader);
    waiter.join().unwrap().unwrap();
    catalog::read(&mut client).unwrap();
}

#[test]
fn failed_read_leaves_the_session_as_it_was() {
    let database = database();
    database.execute("CREATE TABLE t (a int CHECK (a > 0))");
    let mut client = database.connect();
    client.batch_execute("SET search_path = app, public; SET lock_timeout = '7s'").unwrap();
    let before = settings(&mut client);
    let (held, _) = hold(&database, "t");
    assert!(catalog::read(&mut client).is_err());
    assert_eq!(settings(&mut client), before);
    drop(held);
    catalog::read(&mut client).unwrap();
    assert_eq!(settings(&mut client), before);
}

/// Every setting, among them whether a transaction is open.
fn settings(client: &mut Client) -> Vec<(String, String)> {
    let rows = client.query("SELECT name, setting FROM pg_settings ORDER BY name", &[]).unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[test]
fn reads_beside_migrations_succeed_or_say_why_not() {
    let database = database();
    let mut migration = database.connect();
    let migrations = thread::spawn(move || {
        for _ in 0..60 {
            migration
                .batch_execute(
                    "CREATE TABLE t (a int CHECK (a > 0), g int GENERATED ALWAYS AS (a) STORED);
                    CREATE INDEX i ON t ((a + 1)) WHERE a > 1;
                    CREATE VIEW v AS SELECT a FROM t",
                )
                .unwrap();
            migration.batch_execute("ALTER TABLE t ADD CHECK (a < 9)").unwrap();
            migration.batch_execute("DROP TABLE t CASCADE").unwrap();
        }
    });
    let mut client = database.connect();
    while !migrations.is_finished() {
        match catalog::read(&mut client) {
            Ok(_) | Err(ReadError::Locked { .. } | ReadError::Unsettled { .. }) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    migrations.join().unwrap();
}
