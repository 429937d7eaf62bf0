//! The laws that hold for every pair of schemas, run on a live server.

use aludel::{
    catalog,
    diff::diff,
    render::{self, Script},
    schema::Schema,
    statement::{Step, to_script},
};

use crate::{TestDatabase, database, witness};

/// How much is asked of `pg_dump`, which costs more than all the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// Every state is dumped and compared.
    Dump,
    /// Our own reader only.
    Reader,
}

/// Migrates a database made by `before` to what `after` makes, and back.
///
/// # Errors
///
/// The law that does not hold, with the script.
pub fn there_and_back(before: &str, after: &str, witness: Witness) -> Result<Script, String> {
    let (actual, desired) = (made_by(before)?, made_by(after)?);
    let (from, to) = (read(&actual)?, read(&desired)?);
    empty(&from, "a schema compared with itself")?;
    let difference = diff(&from, &to);
    let script = render::script(&[], &difference).map_err(|error| chain(&error))?;
    let again = render::script(&[], &diff(&from, &to)).map_err(|error| chain(&error))?;
    if script != again {
        return Err("the same input gave other bytes".to_owned());
    }
    let dumps =
        || (witness == Witness::Dump).then(|| (witness::dump(&actual), witness::dump(&desired)));
    let at_first = dumps();
    run(&actual, &script.up, "up")?;
    same(&read(&actual)?, &to, &script, "after up")?;
    if let Some((_, expected)) = &at_first {
        same_text(&witness::dump(&actual), expected, &script, "pg_dump after up")?;
    }
    run(&actual, &script.down, "down")?;
    same(&read(&actual)?, &from, &script, "after down")?;
    if let Some((expected, _)) = &at_first {
        same_text(&witness::dump(&actual), expected, &script, "pg_dump after down")?;
    }
    Ok(script)
}

fn made_by(sql: &str) -> Result<TestDatabase, String> {
    let database = database();
    let mut client = database.connect();
    client.batch_execute(sql).map_err(|error| format!("{}\nin {sql}", chain(&error)))?;
    Ok(database)
}

fn read(database: &TestDatabase) -> Result<Schema, String> {
    catalog::read(&mut database.connect()).map_err(|error| chain(&error))
}

fn run(database: &TestDatabase, steps: &[Step], direction: &str) -> Result<(), String> {
    let mut client = database.connect();
    for step in steps {
        let script = to_script(std::slice::from_ref(step));
        client
            .batch_execute(&script)
            .map_err(|error| format!("{direction} failed: {}\n{script}", chain(&error)))?;
    }
    Ok(())
}

fn empty(schema: &Schema, what: &str) -> Result<(), String> {
    let difference = diff(schema, schema);
    if difference.is_empty() && difference.unmodelled.is_empty() {
        return Ok(());
    }
    Err(format!("{what} differs: {:?}", difference.edits))
}

fn same(actual: &Schema, expected: &Schema, script: &Script, when: &str) -> Result<(), String> {
    let left = diff(actual, expected);
    if left.is_empty() && left.unmodelled.is_empty() {
        return Ok(());
    }
    Err(format!("{when} these differ: {:#?} {:#?}\n{}", left.renames, left.edits, both(script)))
}

fn same_text(actual: &str, expected: &str, script: &Script, when: &str) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    let only = |a: &str, b: &str| {
        a.lines()
            .filter(|line| !b.lines().any(|other| other == *line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    Err(format!(
        "{when}:\nunexpected\n{}\nmissing\n{}\n{}",
        only(actual, expected),
        only(expected, actual),
        both(script)
    ))
}

fn both(script: &Script) -> String {
    format!("-- up\n{}\n-- down\n{}", to_script(&script.up), to_script(&script.down))
}

/// An error with all its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
