//! Folders that are not sound, and what is said about them.

use std::path::{Path, PathBuf};

use aludel::migration::{Down, Folder, LoadError, Migration};
use aludel::statement::{Statement, Step};

use crate::project::{chain, text};

fn fixture(condition: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/migrations").join(condition)
}

/// What loading a folder says, and what it proposes.
fn refusal(path: &Path) -> String {
    let error = Folder::load(path).unwrap_err();
    let help = error.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    (chain(&error) + &help).replace(path.to_str().unwrap(), "migrations")
}

/// What a folder with one file of this text says.
fn refusal_of(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("1_a.sql"), text).unwrap();
    std::fs::write(folder.path().join("HEAD"), "1_a").unwrap();
    refusal(folder.path())
}

fn refusal_of_up(up: &str) -> String {
    refusal_of(&text("1_a", &["none"], up, ""))
}

#[test]
fn sound_folders_load() {
    let folder = Folder::load(fixture("sound")).unwrap();
    let names: Vec<_> = folder.files().map(|file| file.migration().message.as_str()).collect();
    assert_eq!(names, ["users", "orders", "items"]);
    let merged = Folder::load(fixture("merged")).unwrap();
    let head = merged.graph().head().unwrap().unwrap();
    assert_eq!(head.as_str(), "20260104000000_merge");
    assert_ne!(merged.chain(head), folder.chain(folder.graph().head().unwrap().unwrap()));
}

#[test]
fn an_empty_folder_is_sound_and_a_missing_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Folder::load(folder.path()).unwrap().files().count(), 0);
    let missing = folder.path().join("x");
    assert!(matches!(Folder::load(&missing), Err(LoadError::NoFolder { path }) if path == missing));
}

#[test]
fn chains_that_do_not_hold_are_named() {
    insta::assert_snapshot!(refusal(&fixture("two-heads")), @"
    migrations: there are 2 heads: 20260102000000_orders, 20260103000000_items
    help: to let one branch follow the other, write `-- parent: 20260102000000_orders` into the oldest file of the branch that ends with 20260103000000_items, and 20260103000000_items into HEAD
    where both are applied already, join them: a migration without statements that has `-- parent: 20260102000000_orders` and `-- parent: 20260103000000_items`
    ");
    insta::assert_snapshot!(refusal(&fixture("missing-parent")), @"
    20260102000000_orders names the parent 20260101000000_users, which does not exist
    help: restore 20260101000000_users.sql from version control, or name the revision that 20260102000000_orders really follows
    ");
    insta::assert_snapshot!(refusal(&fixture("circle")), @"the parents of 20260102000000_orders lead back to it: 20260102000000_orders, 20260103000000_items");
    insta::assert_snapshot!(refusal(&fixture("head-disagrees")), @"
    migrations/HEAD: names 20260101000000_users as the newest revision, but the migrations end with 20260102000000_orders
    help: if a migration file is missing, restore it from version control; if none is, write 20260102000000_orders into migrations/HEAD
    ");
    insta::assert_snapshot!(refusal(&fixture("wrong-name")), @"
    migrations/20260101000000_users.sql: holds the revision 20260101000000_accounts, which belongs into 20260101000000_accounts.sql
    help: give the file the name of its revision, or the header that of its file
    ");
    insta::assert_snapshot!(refusal(&fixture("no-header")), @"migrations/20260101000000_users.sql:1:1: expected `-- aludel:migration 1` before the first statement");
}

#[test]
fn two_files_of_one_revision_are_both_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1_a.sql", "2_b.sql"] {
        std::fs::write(folder.path().join(name), text("1_a", &["none"], "", "")).unwrap();
    }
    insta::assert_snapshot!(refusal(folder.path()), @"
    migrations/1_a.sql and migrations/2_b.sql both hold the revision 1_a
    help: give the file the name of its revision, or the header that of its file
    ");
}

#[test]
fn the_conflict_of_two_branches_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("1_a.sql"), text("1_a", &["none"], "", "")).unwrap();
    let conflict = "<<<<<<< HEAD\n1_a\n=======\n1_b\n>>>>>>> other\n";
    std::fs::write(folder.path().join("HEAD"), conflict).unwrap();
    insta::assert_snapshot!(refusal(folder.path()), @"
    migrations/HEAD: the conflict of two branches is not resolved
    help: see that the files of both branches are there, then write 1_a into migrations/HEAD
    ");
}

#[test]
fn slips_in_a_file_are_placed() {
    let place = |up| refusal_of_up(up);
    insta::assert_snapshot!(place("SELECT 1;\nBEGIN;\nSELECT 2;\nCOMMIT;"), @"migrations/1_a.sql:9:1: BEGIN in a step, which is a transaction of its own: expected `-- aludel:step` where the next transaction begins");
    insta::assert_snapshot!(
        place("-- aludel:step no-transaction\nVACUUM;\n  ANALYZE;"),
        @"migrations/1_a.sql:10:3: a second statement in a step outside of a transaction, which holds one: expected `-- aludel:step` before it"
    );
    insta::assert_snapshot!(place("-- aludel:step no-transaction\n-- aludel:step"), @"migrations/1_a.sql:9:1: the step outside of a transaction before this holds no statement");
    insta::assert_snapshot!(place("SELECT 'é', 'never closed;\n"), @"migrations/1_a.sql:8:13: a string opens here and is never closed, expected `'`");
    insta::assert_snapshot!(place("-- aludel:stpe"), @"migrations/1_a.sql:8:1: expected one of `aludel:migration`, `aludel:up`, `aludel:down`, `aludel:step`");
    insta::assert_snapshot!(place("COPY t FROM STDIN;"), @"migrations/1_a.sql:8:1: a file has no data to copy from or to: expected INSERT, or COPY with a file of the server");
    insta::assert_snapshot!(refusal_of("CREATE TABLE t ();"), @"migrations/1_a.sql:1:1: expected `-- aludel:migration 1` before the first statement");
    insta::assert_snapshot!(refusal_of("-- aludel:migration 2\n"), @"migrations/1_a.sql:1:1: format 2 is not known to this version of aludel, expected 1");
    insta::assert_snapshot!(refusal_of("-- aludel:migration 1\n-- author: me\n"), @"migrations/1_a.sql:2:1: unknown header key `author`, expected `revision`, `parent`, `message` or `server`");
    insta::assert_snapshot!(refusal_of("-- aludel:migration 1\n-- revision: a b\n"), @r#"migrations/1_a.sql:2:1: "a b" is not a revision: only letters, digits, `_`, `-` and `.` may stand in it"#);
    insta::assert_snapshot!(
        refusal_of("-- aludel:migration 1\n-- revision: 1_a\n-- parent: none\n\nSELECT 1;"),
        @"migrations/1_a.sql:5:1: a statement outside of any step, expected `-- aludel:up` before it"
    );
    insta::assert_snapshot!(
        refusal_of("-- aludel:migration 1\n-- revision: 1_a\n-- parent: none\n\n-- aludel:up\n"),
        @"migrations/1_a.sql:5:13: the file ends here, expected `-- aludel:step`, `-- aludel:down`, or `-- aludel:down irreversible: <reason>`"
    );
    insta::assert_snapshot!(
        refusal_of(
            "-- aludel:migration 1\n-- revision: 1_a\n\n-- aludel:up\n-- aludel:down\n"
        ),
        @"migrations/1_a.sql:4:1: the header has no `parent`: expected `-- parent: <revision>`, or `-- parent: none` in the first"
    );
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("1_a.sql"), b"-- a\n-- \xe9t\xe9\n").unwrap();
    insta::assert_snapshot!(refusal(folder.path()), @"migrations/1_a.sql:2:4: the text is not UTF-8 from here on");
}

#[test]
fn writing_makes_the_file_and_the_head() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("migrations");
    let mut folder = Folder::empty(&path);
    let mut parents = Vec::new();
    for message in ["Create users", "Create users"] {
        let revision = folder.next_revision(message).unwrap();
        let statements = vec![Statement::new("CREATE TABLE users (id int)")];
        let migration = Migration {
            revision: revision.clone(),
            parents: std::mem::replace(&mut parents, vec![revision]),
            message: message.into(),
            server: Some(17),
            up: vec![Step { transaction: true, statements }],
            down: Down::Irreversible { reason: "no way".into() },
        };
        folder.write(&migration).unwrap();
    }
    let loaded = Folder::load(&path).unwrap();
    assert_eq!(loaded.files().count(), 2);
    assert!(loaded.files().eq(folder.files()));
    let names = std::fs::read_dir(&path).unwrap().count();
    assert_eq!(names, 3, "nothing but the files and HEAD");
}

#[test]
fn what_would_not_read_back_is_not_written() {
    let home = tempfile::tempdir().unwrap();
    let mut folder = Folder::empty(home.path());
    let migration = |sql: &str| Migration {
        revision: "1_a".parse().unwrap(),
        parents: Vec::new(),
        message: String::new(),
        server: None,
        up: vec![Step { transaction: true, statements: vec![Statement::new(sql)] }],
        down: Down::Steps(Vec::new()),
    };
    for sql in ["SELECT 'x", "SELECT 1; SELECT 2", "SELECT 1\n-- aludel:down\n", "COMMIT"] {
        assert!(folder.write(&migration(sql)).is_err(), "{sql}");
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}
