//! The private server whose data stays.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use aludel::server::{Persistent, StartError};
use aludel_tests::process::{eventually, is_alive, signal};
use postgres::{Client, NoTls};
use tempfile::TempDir;

use crate::hold::{Hold, server_process};

/// A project folder that the user of the server may enter, in memory where that can be: making a
/// cluster takes seconds on a disk.
fn project() -> TempDir {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn open(project: &TempDir) -> Persistent {
    let major = aludel_tests::server().version().major();
    Persistent::open(project.path(), Some(major)).unwrap()
}

fn connect(server: &Persistent) -> Client {
    server.address().config("postgres").connect(NoTls).unwrap()
}

fn insert(client: &mut Client) {
    client.batch_execute("CREATE TABLE IF NOT EXISTS t (); INSERT INTO t DEFAULT VALUES").unwrap();
}

fn count(client: &mut Client) -> i64 {
    client.query_one("SELECT count(*) FROM t", &[]).unwrap().get(0)
}

fn data(project: &TempDir) -> std::path::PathBuf {
    project.path().join("server/data")
}

fn path(project: &TempDir) -> &str {
    project.path().to_str().unwrap()
}

#[test]
fn data_stays_and_the_server_goes() {
    let project = project();
    let server = open(&project);
    let process = server_process(&data(&project));
    insert(&mut connect(&server));
    drop(server);
    assert!(!is_alive(&process));
    let server = open(&project);
    assert_eq!(count(&mut connect(&server)), 1);
    let mut client = connect(&server);
    let fsync: String = client.query_one("SHOW fsync", &[]).unwrap().get(0);
    let network: String = client.query_one("SHOW listen_addresses", &[]).unwrap().get(0);
    assert_eq!((fsync.as_str(), network.as_str()), ("on", ""));
}

#[test]
fn last_user_stops_the_server() {
    let project = project();
    let first = open(&project);
    let process = server_process(&data(&project));
    let mut other = Hold::start(&["persistent", path(&project)]);
    other.ready();
    assert_eq!(server_process(&data(&project)), process);
    let second = open(&project);
    drop(first);
    insert(&mut connect(&second));
    drop(second);
    assert!(is_alive(&process));
    other.kill();
    eventually("the server ends", || !is_alive(&process));
}

#[test]
fn many_first_users_make_one_server() {
    let project = project();
    let mut holds: Vec<Hold> =
        (0..4).map(|_| Hold::start(&["persistent", path(&project)])).collect();
    let folders: Vec<_> = holds.iter_mut().map(Hold::ready).collect();
    assert!(folders.iter().all(|folder| *folder == folders[0]));
    let process = server_process(&data(&project));
    for hold in holds {
        hold.stop();
    }
    eventually("the server ends", || !is_alive(&process));
}

/// Kills a process as soon as a file is there, and opens the server once more.
fn survive_kill(project: &TempDir, stage: &str) {
    let hold = Hold::start(&["persistent", path(project)]);
    let reached = project.path().join("server").join(stage);
    eventually(stage, || reached.exists());
    hold.kill();
    let server = open(project);
    insert(&mut connect(&server));
    let process = server_process(&data(project));
    drop(server);
    // Whoever came before the server knew of the kill has joined it, and does not wait for its end.
    eventually(stage, || !is_alive(&process));
}

#[test]
fn kill_while_the_cluster_is_made_is_survived() {
    survive_kill(&project(), "data.unfinished");
}

#[test]
fn kill_while_the_server_starts_is_survived() {
    let project = project();
    drop(open(&project));
    let stages = ["running", "data/postmaster.pid", ".s.PGSQL.5432"];
    for stage in stages {
        survive_kill(&project, stage);
    }
    assert_eq!(count(&mut connect(&open(&project))), i64::try_from(stages.len()).unwrap());
}

#[test]
fn crash_of_everything_is_recovered_from() {
    let project = project();
    let hold = {
        let mut hold = Hold::start(&["persistent", path(&project)]);
        hold.ready();
        hold
    };
    let server = open(&project);
    insert(&mut connect(&server));
    let process = server_process(&data(&project));
    assert!(signal("-9", &process));
    hold.kill();
    drop(server);
    // By now the number is that of another program: this test.
    let lock = data(&project).join("postmaster.pid");
    let text = fs::read_to_string(&lock).unwrap();
    fs::write(&lock, text.replacen(&process, &std::process::id().to_string(), 1)).unwrap();
    assert_eq!(count(&mut connect(&open(&project))), 1);
}

#[test]
fn cluster_of_another_version_is_named() {
    let project = project();
    fs::create_dir_all(data(&project)).unwrap();
    fs::write(data(&project).join("PG_VERSION"), "9\n").unwrap();
    let error = Persistent::open(project.path(), None).unwrap_err();
    let StartError::Version { major: 9, .. } = &error else { panic!("{error:?}") };
    assert!(error.to_string().ends_with("server/data was made by PostgreSQL 9"), "{error}");
    assert!(
        error.help().starts_with("install one (`apt install postgresql-9`"),
        "{}",
        error.help()
    );
}

#[test]
fn missing_programs_are_named() {
    let project = project();
    let mut command = Hold::command(&["persistent", path(&project)]);
    let output = command.env("ALUDEL_PG_BIN", "/nowhere").output().unwrap();
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"
    no PostgreSQL server programs that can be run in /nowhere
    help: set ALUDEL_PG_BIN to the folder that holds initdb and postgres, readable by the user that the server runs as, or unset it
    ");
}

#[test]
fn long_path_does_not_matter() {
    let project = project();
    let deep = project.path().join("d".repeat(200));
    fs::create_dir(&deep).unwrap();
    let server = Persistent::open(&deep, None).unwrap();
    insert(&mut connect(&server));
}

#[test]
fn project_that_only_root_may_enter_is_served() {
    let project = tempfile::tempdir().unwrap();
    fs::set_permissions(project.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let is_root = project.path().metadata().unwrap().uid() == 0;
    let server = Persistent::open(project.path(), None).unwrap();
    insert(&mut connect(&server));
    drop(server);
    let server = project.path().join("server");
    let place = server.canonicalize().unwrap();
    assert_eq!(place.starts_with("/var/lib/aludel"), is_root);
    assert_eq!(count(&mut connect(&Persistent::open(project.path(), None).unwrap())), 1);
    // Outside of the temporary folder nobody else removes it.
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn target_is_created_where_it_is_missing() {
    let project = project();
    let server = open(&project);
    for _ in 0..2 {
        let target = server.target("Größe \"x\"").unwrap();
        let mut client = target.connect().unwrap();
        let name: String = client.query_one("SELECT current_database()::text", &[]).unwrap().get(0);
        assert_eq!(name, "Größe \"x\"");
        let place = Path::new("server");
        assert!(target.origin().to_string().ends_with(&format!("{}", place.display())));
    }
}
