//! What `check` costs where nothing has changed, beside the catalog read that it cannot do without.
//!
//! `cargo bench -p aludel-tests --bench check -- 1000` checks 1,000 tables.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::path::Path;

use aludel::{
    catalog,
    connect::{Environment, Target},
    migration::Folder,
    model::document::Document,
    run::{HistoryTable, history},
    scratch::{Cache, Scratch},
    workflow::{Findings, Subject, Workbench},
};
use aludel_tests::{
    TestDatabase,
    bench::{self, Side},
    database, server,
};
use serde_json::{Value, json};

fn main() {
    for tables in bench::sizes(&[10, 100, 1000]) {
        let folder = tempfile::tempdir().unwrap();
        let database = database();
        let models = models(tables);
        create(&database, &models);
        let check = || check(&database, &models, folder.path());
        // The first fills the cache.
        assert!(check().is_clean());
        let sides = vec![
            Side::new("a catalog read", || catalog::read(&mut database.connect()).unwrap()),
            Side::new("check, nothing changed", check),
        ];
        println!("{tables} tables, both with the start of their connection");
        println!("{}", bench::compare(if tables < 1000 { 21 } else { 9 }, sides));
    }
}

/// All that the command does once its models are built.
fn check(database: &TestDatabase, models: &str, folder: &Path) -> Findings {
    let target = Target::parse(&database.url(), &Environment::default()).unwrap();
    let mut client = target.connect().unwrap();
    let document = Document::from_json(models).unwrap();
    let migrations = Folder::load(folder).unwrap();
    let table = HistoryTable::default();
    let history = history::read(&mut client, &table).unwrap();
    let live = catalog::read(&mut client).unwrap();
    let mut workbench = Workbench {
        scratch: Scratch::beside(target, live.version),
        cache: Cache::at(&folder.join("cache")),
    };
    let subject = Subject { folder: &migrations, history: &history, table: &table, live: &live };
    workbench.check(&document, subject).unwrap()
}

fn create(database: &TestDatabase, models: &str) {
    let document = Document::from_json(models).unwrap();
    let mut client = database.connect();
    for sql in document.to_sql(server().version()).unwrap() {
        client.batch_execute(&sql).unwrap();
    }
    client.batch_execute("VACUUM ANALYZE").unwrap();
}

/// The metadata document of many models, each with a key of its own and one to another.
fn models(tables: usize) -> String {
    let tables = (0..tables).map(table).collect::<Vec<_>>();
    let document =
        json!({ "format": 1, "extensions": [], "enums": [], "domains": [], "tables": tables });
    document.to_string()
}

fn table(number: usize) -> Value {
    let model = format!("Table{number}");
    let (file, line) = ("src/lib.rs", 10 * number + 1);
    let place = json!({ "file": file, "line": line });
    let column = |name: &str, data_type: &str, nullable: bool, default: Option<&str>| {
        json!({
            "field": name, "name": name, "line": line,
            "data_type": data_type, "nullable": nullable, "default": default,
        })
    };
    let mut id = column("id", "bigint", false, None);
    id["identity"] = json!({ "always": true });
    let name = |number: usize| json!({ "schema": "public", "name": format!("table_{number}") });
    let parent = json!({ "model": {
        "model": "Parent", "place": place, "table": name(number / 2), "columns": ["id"],
    } });
    json!({
        "model": model, "name": name(number), "file": file, "line": line, "comment": "What it is for.",
        "columns": [
            id,
            column("email", "character varying(255)", false, None),
            column("amount", "numeric(10,2)", false, Some("0")),
            column("quantity", "integer", true, None),
            column("note", "text", true, None),
            column("active", "boolean", false, Some("true")),
            column("created_at", "timestamp with time zone", false, Some("now()")),
            column("updated_at", "timestamp with time zone", true, None),
            column("parent_id", "bigint", true, None),
            column("kind", "text", false, Some("'one'")),
        ],
        "constraints": [
            { "line": line, "kind": "primary_key", "columns": ["id"] },
            { "line": line, "kind": "unique", "columns": ["email", "quantity"] },
            { "line": line, "kind": "foreign_key", "columns": ["parent_id"],
              "references": parent, "on_delete": "cascade" },
            { "line": line, "kind": "check", "name": "positive",
              "expression": "quantity > 0 AND amount >= 0" },
        ],
        "indexes": [
            { "line": line, "keys": [{ "column": "parent_id" }] },
            { "line": line, "keys": [{ "column": "created_at", "descending": true }],
              "predicate": "active" },
            { "line": line, "keys": [{ "expression": "lower(email)" }] },
        ],
    })
}
