//! What rows hold after the way there and back.

use aludel::{catalog, diff::diff, render, schema::Schema, statement::to_script};
use aludel_tests::{TestDatabase, database};
use insta::assert_snapshot;

const BEFORE: &str = include_str!("../../../fixtures/scenarios/column/times_in_utc/before.sql");
const AFTER: &str = include_str!("../../../fixtures/scenarios/column/times_in_utc/after.sql");

#[test]
fn times_are_the_same_whatever_the_zones_of_the_sessions() {
    let made_by = |database: &TestDatabase, sql: &str| -> Schema {
        database.execute(sql);
        catalog::read(&mut database.connect()).unwrap()
    };
    let (actual, desired) = (database(), database());
    let difference = diff(&made_by(&actual, BEFORE), &made_by(&desired, AFTER));
    let script = render::script(&[], &difference).unwrap();
    let run = |zone: &str, sql: &str| {
        actual.execute(&format!("SET TimeZone TO '{zone}'; {sql}"));
    };
    let row = || -> String {
        let sql = "SELECT concat_ws(' ', local, zoned, day, point) FROM t";
        let mut client = actual.connect();
        client.batch_execute("SET TimeZone TO 'UTC'").unwrap();
        client.query_one(sql, &[]).unwrap().get(0)
    };
    let values = "'2024-03-31 02:30', '2024-03-31 02:30Z', '2024-03-31', '2024-03-31 23:59Z'";
    run("UTC", &format!("INSERT INTO t (local, zoned, day, point) VALUES ({values})"));
    let before = row();
    run("Asia/Tokyo", &to_script(&script.up));
    assert_snapshot!(row(), @"2024-03-31 02:30:00+00 2024-03-31 02:30:00 2024-03-31 00:00:00+00 2024-03-31 23:59:00");
    run("America/New_York", &to_script(&script.down));
    assert_eq!(row(), before);
}
