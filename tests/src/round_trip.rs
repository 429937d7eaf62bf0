//! The laws that hold for every pair of schemas, run on a live server.

use std::fmt;

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
    let (mut actual, mut desired) = (Side::new(), Side::new());
    actual.make(before)?;
    desired.make(after)?;
    run(&mut actual, &mut desired, witness)
}

/// Two databases that one pair of schemas after the other is put into.
///
/// To make a database, to connect to it and to read its catalog for the first time takes several
/// times what a pair takes. What is dropped stays in the catalogs as dead rows, so that the databases
/// are made anew from time to time, and after every failure.
#[derive(Default)]
pub struct Ground {
    sides: Option<(Side, Side)>,
    pairs: u32,
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground").field("pairs", &self.pairs).finish_non_exhaustive()
    }
}

/// How many pairs a database sees.
const PAIRS: u32 = 20;

impl Ground {
    /// Migrates a database made by `before` to what `after` makes, and back.
    ///
    /// # Errors
    ///
    /// The law that does not hold, with the script.
    pub fn there_and_back(
        &mut self,
        before: &str,
        after: &str,
        witness: Witness,
    ) -> Result<Script, String> {
        let (mut actual, mut desired) = match self.sides.take() {
            Some(sides) if self.pairs < PAIRS => sides,
            _ => {
                self.pairs = 0;
                (Side::new(), Side::new())
            }
        };
        actual.make(before)?;
        desired.make(after)?;
        let script = run(&mut actual, &mut desired, witness)?;
        actual.clear()?;
        desired.clear()?;
        self.pairs += 1;
        self.sides = Some((actual, desired));
        Ok(script)
    }
}

fn run(actual: &mut Side, desired: &mut Side, witness: Witness) -> Result<Script, String> {
    let (from, to) = (actual.read()?, desired.read()?);
    empty(&from, "a schema compared with itself")?;
    let difference = diff(&from, &to);
    let script = render::script(&[], &difference).map_err(|error| chain(&error))?;
    let again = render::script(&[], &diff(&from, &to)).map_err(|error| chain(&error))?;
    if script != again {
        return Err("the same input gave other bytes".to_owned());
    }
    let dump = |side: &Side| (witness == Witness::Dump).then(|| dump(&side.database));
    let (at_first, at_last) = (dump(actual), dump(desired));
    actual.run(&script.up, "up")?;
    same(&actual.read()?, &to, &script, "after up")?;
    same_text(dump(actual), at_last, &script, "pg_dump after up")?;
    actual.run(&script.down, "down")?;
    same(&actual.read()?, &from, &script, "after down")?;
    same_text(dump(actual), at_first, &script, "pg_dump after down")?;
    Ok(script)
}

/// A database with one connection.
struct Side {
    // Fields are dropped in order, and a database cannot go before its connections.
    client: Client,
    database: TestDatabase,
}

impl Side {
    fn new() -> Self {
        let database = database();
        Self { client: database.connect(), database }
    }

    fn make(&mut self, sql: &str) -> Result<(), String> {
        self.client.batch_execute(sql).map_err(|error| format!("{}\nin {sql}", chain(&error)))
    }

    /// Drops what the random schemas are made of.
    fn clear(&mut self) -> Result<(), String> {
        self.make(CLEAR)
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

/// Tables go before the sequences that belong to them.
const CLEAR: &str = "DO $$
BEGIN
    EXECUTE (
        SELECT coalesce(string_agg(command, '; ' ORDER BY place), 'SELECT') FROM (
            SELECT 1, format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
            WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
            UNION ALL
            SELECT 2, format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            UNION ALL
            SELECT 3, format('DROP SEQUENCE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
            UNION ALL
            SELECT 4, format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype) FROM pg_type
            WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
        ) c (place, command)
    );
END
$$";

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
    let changes = left.renames.iter().chain(&left.edits).chain(&left.unmodelled);
    let changes = changes.collect::<Vec<_>>();
    Err(format!("{when} these differ: {changes:#?}\n{}", both(script)))
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
