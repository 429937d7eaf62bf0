//! What every other test stands on.

use aludel_tests::{database, server};

#[test]
fn each_database_is_empty_and_alone() {
    let (one, other) = (database(), database());
    one.execute("CREATE TABLE item (id int)");
    let count = |database: &aludel_tests::TestDatabase| -> i64 {
        let sql = "SELECT count(*) FROM pg_class WHERE relname = 'item'";
        database.connect().query_one(sql, &[]).unwrap().get(0)
    };
    assert_eq!((count(&one), count(&other)), (1, 0));
}

#[test]
fn database_is_gone_after_its_test() {
    let kept = database();
    let dropped = database();
    let name = dropped.name().to_owned();
    let mut open = dropped.connect();
    drop(dropped);
    assert!(open.simple_query("SELECT 1").is_err());
    let sql = "SELECT FROM pg_database WHERE datname = $1";
    assert!(kept.connect().query_opt(sql, &[&name]).unwrap().is_none());
}

#[test]
fn url_and_server_agree() {
    let database = database();
    let mut client = postgres::Client::connect(&database.url(), postgres::NoTls).unwrap();
    let row = client.query_one("SHOW server_version_num", &[]).unwrap();
    assert_eq!(row.get::<_, &str>(0), server().version().number().to_string());
    assert!(server().socket_folder().join(format!(".s.PGSQL.{}", server().port())).exists());
    assert!(server().binaries().join("initdb").exists());
}
