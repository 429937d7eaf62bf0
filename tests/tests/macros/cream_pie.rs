//! The models of the example application are what `SQLAlchemy` made of the original's.

use aludel::model::document::Document;
use aludel_tests::{TestDatabase, database, server};

#[test]
fn the_models_of_cream_pie_are_what_sqlalchemy_creates() {
    let models = Document::new(&cream_pie::SCHEMA).unwrap();
    let from_models = database();
    for statement in models.to_sql(server().version()).unwrap() {
        from_models.execute(&statement);
    }
    let from_sqlalchemy = database();
    from_sqlalchemy.execute(include_str!("../../../fixtures/cream-pie/sqlalchemy.sql"));
    assert_eq!(dump(&from_models), dump(&from_sqlalchemy));
}

/// What `pg_dump` prints of the schema, sorted, since columns of equal tables come in equal order
/// but tables do not.
fn dump(database: &TestDatabase) -> Vec<String> {
    let output = std::process::Command::new(server().client_program("pg_dump"))
        .args(["--schema-only", "--no-owner", "--dbname", &database.url()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Newer versions guard the dump with a key of their own.
    let is_guard = |line: &&str| line.starts_with("\\restrict") || line.starts_with("\\unrestrict");
    let mut lines: Vec<_> =
        text.lines().filter(|line| !is_guard(line)).map(str::to_owned).collect();
    lines.sort();
    lines
}
