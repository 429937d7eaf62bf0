//! There and back, and what the history says of it.

use crate::project::{Project, chain, done};

fn three() -> Project {
    Project::new(&[
        ("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;"),
        ("2_b", "CREATE TABLE b (id int); INSERT INTO b VALUES (1);", "DROP TABLE b;"),
        ("3_c", "CREATE TABLE c (id int);", "DROP TABLE c;"),
    ])
}

#[test]
fn upgrade_and_downgrade_go_there_and_back() {
    let project = three();
    assert_eq!(done(&project.upgrade("head").unwrap()), "1_a 2_b 3_c");
    assert_eq!(project.tables(), "a b c");
    assert_eq!(project.history(), "1_a:applied 2_b:applied 3_c:applied");
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
    assert_eq!(done(&project.downgrade("1_a").unwrap()), "3_c 2_b");
    assert_eq!(project.tables(), "a");
    assert_eq!(project.history(), "1_a:applied");
    assert_eq!(done(&project.upgrade("+1").unwrap()), "2_b");
    assert_eq!(done(&project.downgrade("-2").unwrap()), "2_b 1_a");
    assert_eq!(project.tables(), "");
    assert_eq!(done(&project.upgrade("2").unwrap()), "1_a 2_b");
    assert_eq!(done(&project.downgrade("base").unwrap()), "2_b 1_a");
    assert_eq!(project.history(), "");
}

#[test]
fn a_failed_statement_rolls_its_migration_back_and_keeps_those_before() {
    let project = three();
    project.write(
        "3_c",
        &["2_b"],
        "CREATE TABLE c (id int);\n\nINSERT INTO b\nVALUES (1, 'é', nope);",
        "",
    );
    let error = project.upgrade("head").unwrap_err();
    insta::assert_snapshot!(
        chain(&error).replace(project.path().to_str().unwrap(), "migrations"),
        @r#"
        migrations/3_c.sql:11:17: a statement on the way up failed
        column "nope" does not exist (SQLSTATE 42703)
        "#
    );
    assert_eq!(done(&error.report), "1_a 2_b");
    assert_eq!(project.tables(), "a b");
    assert_eq!(project.history(), "1_a:applied 2_b:applied");
}
