//! The private server: what is used where no database is named.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::Stdio,
};

use aludel_tests::process::{eventually, is_alive};

use crate::run::{Place, place, see};

/// A package with two migrations, in a folder that the user of the server may enter.
fn package() -> Place {
    let place = place();
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    place.write(
        "Cargo.toml",
        "[package]\nname = \"cream-pie\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n",
    );
    place.write("src/lib.rs", "");
    place.two_migrations();
    place
}

fn postmaster(place: &Place) -> PathBuf {
    place.path().join("target/aludel/server/data/postmaster.pid")
}

#[test]
fn what_one_command_wrote_the_next_one_finds() {
    let place = package();
    see!(place.run(&["upgrade"]), @"
    exit: 0
    --- stdout
    database cream_pie on the private server under target/aludel/server
    applied 0001_users  [ELAPSED]
    applied 0002_mail  [ELAPSED]
    ");
    assert!(!postmaster(&place).exists());
    see!(place.run(&["status"]), @"
    exit: 0
    --- stdout
    database cream_pie on the private server under target/aludel/server, PostgreSQL [VERSION]
    applied   0001_users  [TIME] by postgres
    applied   0002_mail  [TIME] by postgres

    at head: 0002_mail
    ");
    see!(place.run(&["downgrade", "base", "--json"]), @r#"
    exit: 0
    --- stdout
    {
      "command": "downgrade",
      "exit": 0,
      "format": 1,
      "result": {
        "database": "cream_pie on the private server under target/aludel/server",
        "done": [
          {
            "direction": "down",
            "milliseconds": [ELAPSED],
            "revision": "0002_mail"
          },
          {
            "direction": "down",
            "milliseconds": [ELAPSED],
            "revision": "0001_users"
          }
        ]
      }
    }
    "#);
    assert!(!postmaster(&place).exists());
}

#[test]
fn no_server_outlives_a_tool_that_is_killed() {
    let place = package();
    assert_eq!(place.run(&["upgrade", "0001"]).code, Some(0));
    place.migration("0003_long", "0002_mail", "SELECT pg_sleep(600);", "SELECT 1;");
    let mut tool = place.command(&["upgrade"]).stderr(Stdio::null()).spawn().unwrap();
    let process = || Some(fs::read_to_string(postmaster(&place)).ok()?.lines().next()?.to_owned());
    eventually("the server runs", || process().is_some_and(|process| is_alive(&process)));
    let process = process().unwrap();
    tool.kill().unwrap();
    tool.wait().unwrap();
    eventually("the server is gone", || !is_alive(&process));
    fs::remove_file(place.path().join("migrations/0003_long.sql")).unwrap();
    place.write("migrations/HEAD", "0002_mail\n");
    assert_eq!(place.run(&["upgrade"]).code, Some(0));
    assert_eq!(place.run(&["status"]).code, Some(0));
}
