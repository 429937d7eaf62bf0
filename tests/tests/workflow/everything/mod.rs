//! Models that use everything that the grammar has go through the whole workflow.

#[expect(dead_code, reason = "only their metadata is used")]
mod columns;
#[expect(dead_code, reason = "only their metadata is used")]
mod kinds;
#[expect(dead_code, reason = "only their metadata is used")]
mod tables;

use aludel::{model::Registry, schema, version::ServerVersion, workflow::Outcome};
use aludel_tests::server;

use self::{
    columns::{Arrays, Declared, RustTypes, Said, Times},
    kinds::Unused,
    tables::{Booking, Elsewhere, Indexed, Leaf, Node, Since15, Since18, Tenant},
};
use crate::shop::{Shop, document};

schema! {
    BASE = [Said, RustTypes, Times, Arrays, Declared, Tenant, Booking, Indexed],
    naming(
        primary_key = "{table}_key",
        unique = "{table}_{columns}_once",
        foreign_key = "{table}_{column}_to_{referenced_table}_{referenced_columns}",
        check = "{table}_{columns}_ok",
        exclusion = "{table}_alone",
        index = "ix_{table}_{columns}",
    ),
    extensions = ["btree_gist", "citext"],
    types = [Unused],
    crate = ::aludel,
}
schema!(ON_14 = [..BASE, Node, Leaf, Elsewhere]);
schema!(ON_15 = [..ON_14, Since15], naming = sqlalchemy);
schema!(ON_18 = [..ON_15, Since18], naming = postgres);

fn everything() -> &'static Registry {
    match server().version().major() {
        18.. => &ON_18,
        15.. => &ON_15,
        _ => &ON_14,
    }
}

#[test]
fn models_of_everything_go_up_and_come_down() {
    let mut shop = Shop::new();
    let empty = shop.live();
    shop.generate(everything()).unwrap().unwrap();
    assert!(shop.generate(everything()).unwrap().is_none(), "the second time there is nothing");
    let verified = shop.verify().migrations;
    assert!(verified.iter().all(|one| matches!(one.outcome, Outcome::Reversible)), "{verified:#?}");
    shop.upgrade();
    let findings = shop.check(everything());
    assert!(findings.is_clean(), "{findings:#?}");
    assert!(findings.unmanaged.is_empty() && findings.not_modelled.is_empty(), "{findings:#?}");
    shop.downgrade();
    shop.database.execute("DROP SCHEMA aludel CASCADE");
    assert_eq!(shop.live(), empty);
}

#[test]
fn models_of_everything_are_the_same_when_made_by_hand() {
    let mut shop = Shop::new();
    shop.by_hand(everything());
    let findings = shop.check(everything());
    assert!(findings.is_clean(), "{findings:#?}");
}

/// What a server of the newest version is asked for: nothing that an attribute says is lost.
#[test]
fn the_sql_of_everything() {
    let statements = document(&ON_18).to_sql(ServerVersion::from_number(180_000)).unwrap();
    insta::assert_snapshot!(statements.join(";\n"));
}

/// Every object that the models make is found in the source again.
#[test]
fn every_object_has_a_place() {
    let shop = Shop::new();
    shop.by_hand(everything());
    let document = document(everything());
    let live = shop.live();
    let lost: Vec<_> = live
        .objects
        .keys()
        .filter(|id| document.place_of(id).is_none())
        .map(ToString::to_string)
        .collect();
    insta::assert_debug_snapshot!(lost, @r#"
    [
        "schema \"House\"",
        "schema kinds",
        "schema public",
        "extension btree_gist",
        "extension citext",
        "extension plpgsql",
    ]
    "#);
}
