//! What `generate` writes, and what it refuses.

use aludel::{
    migration::Direction,
    statement::to_script,
    workflow::{GenerateError, Outcome},
};

use crate::shop::{Shop, first, nothing, renamed};

#[test]
fn a_rename_keeps_the_rows() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    shop.upgrade();
    shop.database.execute("INSERT INTO item (code, price, state) VALUES ('a', 5, 'stale');");
    let draft = shop.generate(&renamed::SCHEMA).unwrap().unwrap();
    insta::assert_snapshot!(to_script(draft.migration.steps(Direction::Up)), @r"
    BEGIN;

    ALTER TYPE state RENAME VALUE 'stale' TO 'old';

    ALTER TABLE item RENAME TO product;

    ALTER TABLE product RENAME COLUMN price TO cost;

    ALTER TABLE product RENAME CONSTRAINT item_pkey TO product_pkey;

    ALTER INDEX item_state_idx RENAME TO product_state_idx;

    ALTER SEQUENCE item_id_seq RENAME TO product_id_seq;

    ALTER TABLE product ADD COLUMN note text;

    COMMIT;
    ");
    shop.upgrade();
    let row =
        shop.database.connect().query_one("SELECT cost, state::text FROM product", &[]).unwrap();
    assert_eq!((row.get::<_, i32>(0), row.get::<_, &str>(1)), (5, "old"));
}

#[test]
fn a_rename_is_refused_when_both_names_exist() {
    let mut shop = Shop::new();
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    let folder = shop.migrations();
    let head = folder.graph().head().unwrap().unwrap().clone();
    let second = folder.get(&head).unwrap().migration().clone();
    let also = aludel::migration::Migration {
        revision: folder.next_revision("by hand").unwrap(),
        parents: vec![head],
        message: "by hand".into(),
        up: vec![aludel::statement::Step {
            transaction: true,
            statements: vec![aludel::statement::Statement::new("CREATE TABLE product ()")],
        }],
        ..second
    };
    shop.migrations().write(&also).unwrap();
    let refused = shop.generate(&renamed::SCHEMA).unwrap_err();
    assert!(matches!(refused, GenerateError::Wanted(_)), "{refused:?}");
    assert_eq!(
        refused.to_string(),
        "`renamed_from` says that table product was table item, and both exist"
    );
}

#[test]
fn what_is_written_can_be_verified_and_undone() {
    let mut shop = Shop::new();
    for registry in [&first::SCHEMA, &renamed::SCHEMA, &nothing::SCHEMA] {
        shop.generate(registry).unwrap().unwrap();
    }
    let verified = shop.verify();
    assert!(verified.witness.is_ok(), "{verified:?}");
    assert_eq!(verified.migrations.len(), 3);
    for one in verified.migrations {
        assert!(matches!(one.outcome, Outcome::Reversible), "{one:?}");
    }
    shop.upgrade();
    shop.downgrade();
    assert!(shop.check(&nothing::SCHEMA).models.is_empty());
}

#[test]
fn nothing_to_change_is_no_migration() {
    let mut shop = Shop::new();
    assert!(shop.generate(&nothing::SCHEMA).unwrap().is_none());
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    assert!(shop.generate(&first::SCHEMA).unwrap().is_none());
}
