//! What `check` says.

use std::fs;

use aludel::migration::Reference;

use crate::shop::{Shop, first, nothing, renamed};

fn lines(differences: &[aludel::workflow::Difference]) -> Vec<String> {
    differences.iter().map(ToString::to_string).collect()
}

#[test]
fn after_upgrade_there_is_nothing_to_say() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    let findings = shop.check(&first::SCHEMA);
    assert!(findings.is_clean(), "{findings:#?}");
    assert!(findings.unmanaged.is_empty() && findings.not_modelled.is_empty(), "{findings:#?}");
}

#[test]
fn a_database_made_by_hand_is_the_same() {
    let mut shop = Shop::new();
    shop.by_hand(&first::SCHEMA);
    let findings = shop.check(&first::SCHEMA);
    assert!(findings.is_clean(), "{findings:#?}");
}

#[test]
fn an_unchanged_database_is_known_by_its_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = Shop::new();
    shop.remember(folder.path());
    shop.by_hand(&first::SCHEMA);
    assert!(shop.check(&first::SCHEMA).is_clean());
    let cached = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&cached).unwrap();
    // The fingerprint stands in the first line; the schema would have to be made anew.
    let line = whole.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    fs::write(&cached, line).unwrap();
    let findings = shop.check(&first::SCHEMA);
    assert!(findings.is_clean() && findings.found.len() == 1, "{findings:#?}");
    assert_eq!(fs::read(&cached).unwrap(), line);
    shop.database.execute("ALTER TABLE item ALTER code DROP NOT NULL");
    assert!(!shop.check(&first::SCHEMA).is_clean());
    assert_eq!(fs::read(&cached).unwrap(), whole);
}

#[test]
fn models_without_a_migration_are_told_with_what_they_want() {
    let mut shop = Shop::new();
    let findings = shop.check(&first::SCHEMA);
    insta::assert_debug_snapshot!(lines(&findings.models), @r#"
    [
        "+ enum state (fresh, stale)",
        "+ table item (4 columns)",
    ]
    "#);
}

#[test]
fn a_migration_that_is_not_applied_is_pending() {
    let mut shop = Shop::new();
    let draft = shop.generate(&first::SCHEMA).unwrap().unwrap();
    let findings = shop.check(&first::SCHEMA);
    assert_eq!(findings.pending, [draft.migration.revision]);
    assert!(findings.models.is_empty(), "{findings:#?}");
}

#[test]
fn what_somebody_did_to_the_database_is_drift() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    shop.database
        .execute("CREATE INDEX by_hand ON item (price); ALTER TABLE item DROP CONSTRAINT known;");
    let findings = shop.check(&first::SCHEMA);
    assert!(findings.models.is_empty(), "{findings:#?}");
    insta::assert_debug_snapshot!(lines(&findings.drift), @r#"
    [
        "- constraint known of item CHECK ((code)::text = ANY (ARRAY['a'::character varying, 'b'::character varying]))",
        "+ index by_hand on item (price)",
    ]
    "#);
}

#[test]
fn what_the_project_did_not_make_is_left_alone() {
    let mut shop = Shop::new();
    shop.database.execute(
        "CREATE TABLE theirs (id serial PRIMARY KEY, x text); CREATE INDEX ON theirs (x);",
    );
    shop.database.execute("CREATE VIEW seen AS SELECT 1 AS one;");
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    let findings = shop.check(&first::SCHEMA);
    assert!(findings.is_clean(), "{findings:#?}");
    let names: Vec<String> = findings.unmanaged.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["table theirs"]);
    let names: Vec<String> = findings.not_modelled.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["view public.seen"]);
}

#[test]
fn a_model_that_is_gone_is_dropped_only_if_a_migration_made_it() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    let findings = shop.check(&nothing::SCHEMA);
    insta::assert_debug_snapshot!(lines(&findings.models), @r#"
    [
        "- enum state (fresh, stale)",
        "- table item (4 columns)",
    ]
    "#);
}

#[test]
fn a_rename_that_is_made_is_harmless_afterwards() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.generate(&renamed::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    let findings = shop.check(&renamed::SCHEMA);
    assert!(findings.is_clean(), "{findings:#?}");
    assert!(shop.generate(&renamed::SCHEMA).unwrap().is_none());
}

#[test]
fn what_was_made_by_hand_and_is_described_lacks_a_migration() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = Shop::new();
    shop.remember(folder.path());
    shop.by_text("0001_other", &[], "CREATE TABLE other (id int)", "DROP TABLE other");
    shop.upgrade();
    shop.database.execute("DROP TABLE other");
    shop.by_hand(&first::SCHEMA);
    // The second time the cache knows all.
    for _ in 0..2 {
        let findings = shop.check(&first::SCHEMA);
        assert!(!findings.models.is_empty() && !findings.drift.is_empty(), "{findings:#?}");
    }
}

#[test]
fn what_is_not_modelled_and_lost_is_drift() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = Shop::new();
    shop.remember(folder.path());
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    let head = shop.migrations().graph().head().unwrap().cloned().unwrap();
    let view = "CREATE VIEW cheap AS SELECT code FROM item";
    shop.by_text("20990101000000_view", &[head.as_str()], view, "DROP VIEW cheap");
    shop.upgrade();
    assert!(shop.check(&first::SCHEMA).is_clean());
    shop.database.execute("GRANT SELECT ON cheap TO pg_monitor");
    assert!(shop.check(&first::SCHEMA).is_clean());
    shop.database.execute("DROP VIEW cheap");
    for _ in 0..2 {
        assert_eq!(lines(&shop.check(&first::SCHEMA).drift), ["- view public.cheap"]);
    }
}

#[test]
fn branches_that_are_both_applied_are_both_looked_at() {
    let mut shop = Shop::new();
    shop.by_text("0001_a", &[], "CREATE TABLE a (id int)", "DROP TABLE a");
    shop.by_text("0002_b", &["0001_a"], "CREATE TABLE b (id int)", "DROP TABLE b");
    shop.upgrade();
    shop.by_text("0003_c", &["0001_a"], "CREATE TABLE c (id int)", "DROP TABLE c");
    shop.by_text("0004_merge", &["0002_b", "0003_c"], "SELECT 1", "SELECT 1");
    shop.upgrade_to(&Reference::Name("0003_c".to_owned()));
    let findings = shop.check(&nothing::SCHEMA);
    assert!(findings.drift.is_empty(), "{findings:#?}");
    assert_eq!(findings.pending.len(), 1);
}
