//! What acts on the whole server is not tried on that of the target.

use aludel::{
    connect::Target,
    scratch::{Scratch, ScratchError},
    version::ServerVersion,
    workflow::{Outcome, ReplayError, SourceError},
};
use aludel_tests::server;

use crate::shop::{Shop, environment, first};

/// Makes its scratch databases beside the database where its server lets it.
fn shop_beside(version: ServerVersion) -> Shop {
    let mut shop = Shop::new();
    let target = Target::parse(&shop.database.url(), &environment()).unwrap();
    shop.bench.scratch = Scratch::beside(target, version);
    shop
}

fn roles(shop: &Shop, pattern: &str) -> i64 {
    let sql = "SELECT count(*) FROM pg_roles WHERE rolname LIKE $1 AND rolcanlogin";
    shop.database.connect().query_one(sql, &[&pattern]).unwrap().get(0)
}

#[test]
fn a_migration_that_creates_a_role_can_be_replayed_after_it_was_applied() {
    let mut shop = shop_beside(server().version());
    shop.write(
        "1_role",
        "CREATE ROLE aludel_cluster_a LOGIN; CREATE TABLE t ();",
        "DROP TABLE t; DROP ROLE aludel_cluster_a;",
    );
    shop.write("2_more", "CREATE TABLE u ();", "DROP TABLE u;");
    shop.upgrade();
    assert_eq!(shop.replayed(), shop.replayed());
    shop.generate(&first::SCHEMA).unwrap().unwrap();
    let verification = shop.verify();
    assert_eq!(verification.migrations.len(), 3);
    for one in verification.migrations {
        assert!(matches!(one.outcome, Outcome::Reversible), "{one:?}");
    }
    assert_eq!(shop.bench.scratch.to_string(), "on a private server");
    // The proof went down too.
    assert_eq!(roles(&shop, "aludel_cluster_a"), 1);
    shop.downgrade();
    assert_eq!(roles(&shop, "aludel_cluster_a"), 0);
}

#[test]
fn a_file_that_creates_a_role_leaves_none_behind() {
    let mut shop = shop_beside(server().version());
    let file = tempfile::NamedTempFile::new().unwrap();
    let sql = "/* roles */ CREATE TABLE t (); CREATE USER aludel_cluster_b LOGIN";
    std::fs::write(file.path(), sql).unwrap();
    assert_eq!(shop.bench.file(file.path()).unwrap(), shop.bench.file(file.path()).unwrap());
    assert_eq!(roles(&shop, "aludel_cluster_b"), 0);
}

#[test]
fn without_another_server_it_is_refused_with_a_reason() {
    let mut shop = shop_beside(ServerVersion::from_number(990_000));
    shop.write("1_role", "CREATE ROLE aludel_cluster_c PASSWORD 'secret';", "SELECT 1;");
    let folder = shop.migrations();
    let error = shop.bench.replayed(&folder, None).unwrap_err();
    let ReplayError::Scratch(error @ ScratchError::WholeServer { .. }) = error else {
        panic!("{error:?}")
    };
    insta::assert_snapshot!(error, @"CREATE ROLE acts on a whole server: it is not tried on the target's, and there is no other");
    assert!(error.help().starts_with("name a server for scratch databases"), "{}", error.help());
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "ALTER SYSTEM SET work_mem = '1GB'").unwrap();
    let refused = shop.bench.file(file.path()).unwrap_err();
    assert!(matches!(refused, SourceError::Scratch(ScratchError::WholeServer { .. })));
}
