//! On a scratch database statements run in a session like that of the runner.

use aludel::{
    connect::Target,
    run::HistoryTable,
    scratch::Scratch,
    workflow::{Outcome, forget_history},
};

use crate::shop::{Shop, environment};

/// A superuser with a schema of its own name, whose searches start elsewhere than in `public`.
fn as_role(shop: &Shop, role: &str, search_path: &str) -> Scratch {
    shop.database.execute(&format!(
        "CREATE ROLE {role} SUPERUSER LOGIN; ALTER ROLE {role} SET search_path = {search_path};
         ALTER ROLE {role} SET standard_conforming_strings = off"
    ));
    let url = shop.database.url().replace("user=postgres", &format!("user={role}"));
    Scratch::on(Target::parse(&url, &environment()).unwrap())
}

/// Runs the migrations and proves them, and compares what comes of it.
fn same_for_real(shop: &mut Shop) {
    shop.upgrade();
    let mut live = shop.live();
    forget_history(&mut live, &HistoryTable::default());
    assert_eq!(shop.replayed(), live);
    for one in shop.verify().migrations {
        assert!(matches!(one.outcome, Outcome::Reversible), "{one:?}");
    }
}

#[test]
fn settings_of_the_role_do_not_reach_a_migration() {
    for (role, search_path) in
        [("aludel_path_role", "app"), ("aludel_user_role", "\"$user\", public")]
    {
        let mut shop = Shop::new();
        shop.bench.scratch = as_role(&shop, role, search_path);
        shop.write("1_a", &format!("CREATE SCHEMA {role};"), &format!("DROP SCHEMA {role};"));
        shop.write(
            "2_b",
            "CREATE TABLE t (a text DEFAULT '\\');\n-- aludel:step no-transaction\nCREATE INDEX \
             CONCURRENTLY i ON t (a);",
            "DROP TABLE t;",
        );
        same_for_real(&mut shop);
        shop.database.execute(&format!("DROP ROLE {role}"));
    }
}

#[test]
fn what_a_migration_sets_ends_with_its_step() {
    let mut shop = Shop::new();
    shop.write(
        "1_a",
        "CREATE SCHEMA app; SET search_path = app; SET standard_conforming_strings = off;
         CREATE TABLE a ();",
        "SET search_path = app; DROP TABLE a; DROP SCHEMA app;",
    );
    shop.write("2_b", "CREATE TABLE b (c text DEFAULT '\\');", "DROP TABLE b;");
    shop.write("3_c", "SET ROLE pg_monitor;", "SET ROLE pg_monitor;");
    shop.write("4_d", "CREATE TABLE d ();\n-- aludel:step\nSELECT 1;", "DROP TABLE d;");
    same_for_real(&mut shop);
}

#[test]
fn a_dump_is_read_and_a_file_without_schemas_is_in_public() {
    let mut shop = Shop::new();
    let file = tempfile::NamedTempFile::new().unwrap();
    let dump = "SELECT pg_catalog.set_config('search_path', '', false);
        SET default_table_access_method = heap; CREATE TABLE public.t (id int);";
    std::fs::write(file.path(), dump).unwrap();
    let dumped = shop.bench.file(file.path()).unwrap();
    shop.bench.scratch = as_role(&shop, "aludel_file_role", "app");
    std::fs::write(file.path(), "CREATE TABLE t (id int)").unwrap();
    assert_eq!(shop.bench.file(file.path()).unwrap(), dumped);
    shop.database.execute("DROP ROLE aludel_file_role");
}
