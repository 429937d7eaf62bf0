//! The laws that hold for every pair of schemas, run on a live server.

use aludel::{
    catalog,
    diff::diff,
    render::{self, Script},
    schema::Schema,
    statement::{Step, to_script},
    workflow::Testimony,
};

use postgres::Client;

use crate::{TestDatabase, database, dump::dump};

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
    let (mut actual, mut desired) = (Side::made_by(before)?, Side::made_by(after)?);
    let (from, to) = (actual.read()?, desired.read()?);
    empty(&from, "a schema compared with itself")?;
    let difference = diff(&from, &to);
    let script = render::script(&[], &difference).map_err(|error| chain(&error))?;
    let again = render::script(&[], &diff(&from, &to)).map_err(|error| chain(&error))?;
    if script != again {
        return Err("the same input gave other bytes".to_owned());
    }
    let dump = |side: &Side| (witness == Witness::Dump).then(|| dump(&side.database));
    let (at_first, at_last) = (dump(&actual), dump(&desired));
    actual.run(&script.up, "up")?;
    same(&actual.read()?, &to, &script, "after up")?;
    same_text(dump(&actual), at_last, &script, "pg_dump after up")?;
    actual.run(&script.down, "down")?;
    same(&actual.read()?, &from, &script, "after down")?;
    same_text(dump(&actual), at_first, &script, "pg_dump after down")?;
    Ok(script)
}

/// A database with one connection: a new backend reads the catalog several times slower.
struct Side {
    // Fields are dropped in order, and a database cannot go before its connections.
    client: Client,
    database: TestDatabase,
}

impl Side {
    fn made_by(sql: &str) -> Result<Self, String> {
        let database = database();
        let mut client = database.connect();
        client.batch_execute(sql).map_err(|error| format!("{}\nin {sql}", chain(&error)))?;
        Ok(Self { client, database })
    }

    fn read(&mut self) -> Result<Schema, String> {
        catalog::read(&mut self.client).map_err(|error| chain(&error))
    }

    fn run(&mut self, steps: &[Step], direction: &str) -> Result<(), String> {
        for step in steps {
            let script = to_script(std::slice::from_ref(step));
            self.client
                .batch_execute(&script)
                .map_err(|error| format!("{direction} failed: {}\n{script}", chain(&error)))?;
        }
        Ok(())
    }
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

fn same_text(
    actual: Option<Testimony>,
    expected: Option<Testimony>,
    script: &Script,
    when: &str,
) -> Result<(), String> {
    let (Some(actual), Some(expected)) = (actual, expected) else { return Ok(()) };
    match actual.disagreement(&expected) {
        None => Ok(()),
        Some(disagreement) => Err(format!("{when}\n{disagreement}\n{}", both(script))),
    }
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
