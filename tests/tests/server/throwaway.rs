//! Servers in memory leave nothing behind.

use aludel::server::{Binaries, Throwaway};
use aludel_tests::process::{eventually, is_alive, signal};

use crate::hold::{Hold, server_process};

fn binaries() -> Binaries {
    Binaries::at(aludel_tests::server().binaries()).unwrap()
}

#[test]
fn dropped_server_is_gone() {
    let server = Throwaway::start(&binaries(), &[]).unwrap();
    let folder = server.address().socket_folder().to_path_buf();
    let process = server_process(&folder.join("data"));
    assert!(is_alive(&process));
    drop(server);
    assert!(!is_alive(&process));
    assert!(!folder.exists());
}

#[test]
fn server_of_a_killed_process_is_gone() {
    let mut hold = Hold::start(&["throwaway"]);
    let folder = hold.ready();
    let process = server_process(&folder.join("data"));
    hold.kill();
    eventually("the server ends", || !is_alive(&process));
    eventually("its folder goes", || !folder.exists());
}

#[test]
fn server_of_a_killed_supervisor_is_removed_by_the_next() {
    let server = Throwaway::start(&binaries(), &[]).unwrap();
    let folder = server.address().socket_folder().to_path_buf();
    let process = server_process(&folder.join("data"));
    let parent = std::process::Command::new("ps").args(["-o", "ppid=", "-p", &process]).output();
    let supervisor = String::from_utf8(parent.unwrap().stdout).unwrap().trim().to_owned();
    assert!(signal("-9", &supervisor));
    drop(server);
    assert!(folder.exists());
    assert!(signal("-9", &process));
    eventually("the next one removes the folder", || {
        drop(Throwaway::start(&binaries(), &[]).unwrap());
        !folder.exists()
    });
}

#[test]
fn settings_of_the_caller_come_last() {
    let server = Throwaway::start(&binaries(), &[("jit", "on"), ("work_mem", "7MB")]).unwrap();
    let mut client = server.address().config("postgres").connect(postgres::NoTls).unwrap();
    let mut show =
        |name| -> String { client.query_one(&format!("SHOW {name}"), &[]).unwrap().get(0) };
    assert_eq!((show("jit"), show("work_mem")), ("on".into(), "7MB".into()));
    assert_eq!(show("fsync"), "off");
}

#[test]
fn server_that_cannot_start_says_why() {
    let error = Throwaway::start(&binaries(), &[("work_mem", "many")]).unwrap_err();
    assert!(error.to_string().contains("invalid value for parameter \"work_mem\""), "{error}");
}
