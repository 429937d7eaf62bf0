//! What a read costs beside the bare message: time, processor time on both sides, and memory.
//!
//! `cargo bench -p aludel-tests --bench catalog -- 1000` reads a schema of 1,000 tables.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::{
    fs,
    time::{Duration, Instant},
};

use aludel::{catalog, version::ServerVersion};
use aludel_tests::{
    TestDatabase,
    bench::{self, Trips, create_tables},
    database, server,
};
use postgres::{Client, NoTls};

const ROUNDS: usize = 9;

fn main() {
    for tables in bench::sizes(&[10, 100, 1000]) {
        report(tables);
    }
}

fn report(tables: usize) {
    let database = database();
    create_tables(&database, tables);
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
    println!("round trips of a read: {}, the start of the connection among them", trips(&database));
    println!("peak memory of this process: {} MiB\n", peak_memory() / 1024);
}

fn trips(database: &TestDatabase) -> usize {
    let trips = Trips::new().unwrap();
    let mut client = trips.config(database.name()).connect(NoTls).unwrap();
    catalog::read(&mut client).unwrap();
    trips.take()
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
