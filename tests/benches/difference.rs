//! What it takes to compare two schemas and to write the way from one to the other as SQL, beside
//! the bare message of a catalog read, without which there is nothing to compare.
//!
//! `cargo bench -p aludel-tests --bench difference -- 1000` takes schemas of 1,000 tables.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use aludel::{
    catalog,
    diff::diff,
    name::Name,
    render,
    schema::{Object, ObjectId, Schema},
    workflow::differences,
};
use aludel_tests::{
    bench::{self, Side, create_tables},
    database, server,
};

fn main() {
    for tables in bench::sizes(&[10, 100, 1000]) {
        let database = database();
        create_tables(&database, tables);
        let query = catalog::query(server().version());
        let full = catalog::read(&mut database.connect()).unwrap();
        let (same, empty) = (full.clone(), Schema::empty(full.version));
        let (retyped, renamed) = (retyped(&full), renamed(&full));
        let script = |from: &Schema, to: &Schema| {
            let diff = diff(from, to);
            (differences(&diff.edits), render::script(&[], &diff).unwrap())
        };
        let sides = vec![
            Side::prepared(
                "the bare message",
                || database.connect(),
                |client| client.batch_execute(&query).unwrap(),
            ),
            Side::new("diff of equals", || diff(&full, &same)),
            Side::new("diff, every table new", || diff(&empty, &full)),
            Side::new("script, every table new", || script(&empty, &full)),
            Side::new("script, a column retyped", || script(&full, &retyped)),
            Side::new("script, every index renamed", || script(&full, &renamed)),
        ];
        println!("{tables} tables, {} objects", full.objects.len());
        println!("{}", bench::compare(rounds(tables), sides));
    }
}

fn rounds(tables: usize) -> usize {
    if tables < 1000 { 21 } else { 7 }
}

/// One column of every table has another type.
fn retyped(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    for (id, object) in &mut schema.objects {
        if let (ObjectId::Column(_, name), Object::Column(column)) = (id, object)
            && name.as_str() == "quantity"
        {
            "bigint".clone_into(&mut column.data_type);
        }
    }
    schema
}

/// Every index has another name.
fn renamed(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let new = |id: ObjectId| match id {
        ObjectId::Index(name) => {
            let new = Name::new(format!("{}_new", name.name.as_str()));
            ObjectId::Index(name.sibling(new))
        }
        other => other,
    };
    let objects = std::mem::take(&mut schema.objects);
    schema.objects = objects.into_iter().map(|(id, object)| (new(id), object)).collect();
    let edges = std::mem::take(&mut schema.edges);
    schema.edges = edges.into_iter().map(|(id, on)| (new(id), on)).collect();
    schema
}
