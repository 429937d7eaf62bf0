//! What a read costs beside the bare message: time, processor time on both sides, and memory.
//!
//! `cargo bench --bench catalog -- 1000` reads a schema of 1,000 tables.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::{
    fs,
    time::{Duration, Instant},
};

use aludel::{catalog, version::ServerVersion};
use aludel_tests::{TestDatabase, database, server};
use postgres::Client;

const ROUNDS: usize = 9;

fn main() {
    let tables = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let database = database();
    create(&database, tables);
    let version = server().version();
    let (mut bare, mut read) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(measure(&database, |client| send_bare(client, version)));
        read.push(measure(&database, |client| catalog::read(client).unwrap().objects.len()));
    }
    let (bare, read) = (median(bare), median(read));
    println!("{tables} tables, {} objects, medians of {ROUNDS}", read.objects);
    println!("            wall      client    server");
    println!("bare  {bare}\nread  {read}");
    let ratio = |read: Duration, bare: Duration| read.as_secs_f64() / bare.as_secs_f64();
    println!(
        "ratio {:9.2}x {:8.2}x {:8.2}x, work {:.2}x",
        ratio(read.wall, bare.wall),
        ratio(read.client, bare.client),
        ratio(read.server, bare.server),
        ratio(read.client + read.server, bare.client + bare.server),
    );
    println!("peak memory of this process: {} MiB", peak_memory() / 1024);
}

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    client: Duration,
    server: Duration,
    objects: usize,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [wall, client, server] =
            [self.wall, self.client, self.server].map(|time| time.as_secs_f64() * 1000.0);
        write!(f, "{wall:7.1} ms {client:6.1} ms {server:6.1} ms")
    }
}

/// Runs on a new connection, whose server process knows nothing of the schema yet.
fn measure(database: &TestDatabase, run: impl Fn(&mut Client) -> usize) -> Cost {
    let mut client = database.connect();
    let backend: i32 = client.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
    let before = (Instant::now(), on_processor("self"), on_processor(&backend.to_string()));
    let objects = run(&mut client);
    Cost {
        wall: before.0.elapsed(),
        client: on_processor("self").saturating_sub(before.1),
        server: on_processor(&backend.to_string()).saturating_sub(before.2),
        objects,
    }
}

/// The same round trips as a read, with every row thrown away.
fn send_bare(client: &mut Client, version: ServerVersion) -> usize {
    client.batch_execute("SHOW server_version_num").unwrap();
    client.batch_execute(&catalog::query(version)).unwrap();
    0
}

/// The processor time of a process, from Linux's count of nanoseconds.
fn on_processor(process: &str) -> Duration {
    let text = fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap();
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

/// In KiB.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.client + cost.server);
    costs[costs.len() / 2]
}

/// Tables as applications have them: 10 columns, 1.3 foreign keys, 2.5 indexes, one of them partial
/// or over an expression, a unique constraint, a check, and comments on every third.
fn create(database: &TestDatabase, tables: usize) {
    let mut client = database.connect();
    for number in 0..tables {
        client.batch_execute(&table(number)).unwrap();
    }
    client.batch_execute("VACUUM ANALYZE").unwrap();
}

fn table(number: usize) -> String {
    let name = format!("table_{number}");
    let kind = format!("kind_{}", number / 20);
    let mut sql = String::new();
    if number.is_multiple_of(20) {
        sql += &format!("CREATE TYPE {kind} AS ENUM ('one', 'two', 'three');");
    }
    let identity =
        if key_type(number) == "bigint" { "bigint GENERATED ALWAYS AS IDENTITY" } else { "serial" };
    sql += &format!(
        "CREATE TABLE {name} (id {identity} PRIMARY KEY, email varchar(255) NOT NULL,
           kind {kind} DEFAULT 'one' NOT NULL, amount numeric(10, 2) DEFAULT 0 NOT NULL,
           quantity integer, note text, active boolean DEFAULT true NOT NULL,
           created_at timestamptz DEFAULT now() NOT NULL, updated_at timestamptz, {}
           UNIQUE (email, quantity), CONSTRAINT positive CHECK (quantity > 0 AND amount >= 0));
         CREATE INDEX {name}_parent ON {name} (parent_id);",
        references(number)
    );
    if number.is_multiple_of(2) {
        sql += &format!("CREATE INDEX {name}_active ON {name} (created_at DESC) WHERE active;");
    } else {
        sql += &format!("CREATE INDEX {name}_lower ON {name} (lower(email));");
        sql += &format!("CREATE INDEX {name}_kind ON {name} (kind, created_at);");
    }
    if number.is_multiple_of(3) {
        sql += &format!("COMMENT ON TABLE {name} IS 'The table with the number {number}';");
        sql += &format!("COMMENT ON COLUMN {name}.email IS 'How to reach it';");
        sql += &format!("COMMENT ON COLUMN {name}.note IS 'Whatever else there is to say';");
    }
    sql
}

fn key_type(number: usize) -> &'static str {
    if number.is_multiple_of(2) { "integer" } else { "bigint" }
}

fn references(number: usize) -> String {
    let column = |name: &str, to: usize| {
        format!("{name} {} REFERENCES table_{to} ON DELETE CASCADE,", key_type(to))
    };
    match number {
        0 => "parent_id integer,".to_owned(),
        _ if number.is_multiple_of(3) => {
            column("parent_id", number / 2) + &column("other_id", number / 3)
        }
        _ => column("parent_id", number / 2),
    }
}
