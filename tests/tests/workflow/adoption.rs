//! A database that was there before its migrations.

use aludel::workflow::Findings;

use crate::shop::{Shop, first, nothing};

fn found(findings: &Findings) -> Vec<String> {
    findings.found.iter().map(ToString::to_string).collect()
}

#[test]
fn tables_that_the_models_describe_are_found() {
    let mut shop = Shop::new();
    shop.by_hand(&first::SCHEMA);
    let findings = shop.check(&first::SCHEMA);
    assert_eq!(found(&findings), ["table item"]);
    assert!(findings.is_clean(), "{findings:#?}");
}

#[test]
fn tables_that_nobody_describes_are_not() {
    let mut shop = Shop::new();
    shop.by_hand(&first::SCHEMA);
    let findings = shop.check(&nothing::SCHEMA);
    assert!(found(&findings).is_empty(), "{findings:#?}");
}

#[test]
fn what_the_migrations_would_make_is_there_already() {
    let mut shop = Shop::new();
    shop.by_hand(&first::SCHEMA);
    let draft = shop.generate(&first::SCHEMA).unwrap().unwrap();
    let findings = shop.check(&first::SCHEMA);
    assert_eq!(found(&findings), ["table item"]);
    assert_eq!(findings.pending, [draft.migration.revision]);
    assert!(findings.drift.is_empty() && findings.models.is_empty(), "{findings:#?}");
}

#[test]
fn what_is_there_differs_from_what_the_migrations_make() {
    let mut shop = Shop::new();
    shop.by_hand(&first::SCHEMA);
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.database.execute("ALTER TABLE item ADD COLUMN weight int");
    let findings = shop.check(&first::SCHEMA);
    let drift: Vec<String> = findings.drift.iter().map(ToString::to_string).collect();
    assert_eq!(drift, ["+ column item.weight integer"]);
}

#[test]
fn once_a_migration_was_applied_nothing_is_found() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    assert!(found(&shop.check(&first::SCHEMA)).is_empty());
    shop.upgrade();
    assert!(found(&shop.check(&first::SCHEMA)).is_empty());
}
