//! The SQL that writes the history.

use std::time::Duration;

use crate::migration::{Checksum, Direction, File};
use crate::quote::literal;
use crate::run::history::HistoryTable;

/// The statement that makes the table, in a schema that exists.
pub(crate) fn create(table: &HistoryTable) -> String {
    format!(
        "CREATE TABLE {table} (
            revision text PRIMARY KEY,
            parents text[] NOT NULL,
            message text NOT NULL,
            checksum text NOT NULL,
            chain text NOT NULL,
            state text NOT NULL CHECK (state IN ('applied', 'upgrading', 'downgrading')),
            steps_done integer NOT NULL,
            steps_checksum text NOT NULL,
            intent text,
            applied_at timestamptz NOT NULL,
            duration_ms bigint NOT NULL,
            applied_by text NOT NULL,
            tool_version text NOT NULL
        );
        COMMENT ON TABLE {table} IS 'migrations applied by aludel, format 1'"
    )
}

/// The row of one migration, while it runs in one direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) table: &'a HistoryTable,
    pub(crate) file: &'a File,
    pub(crate) chain: Checksum,
    pub(crate) direction: Direction,
}

/// How a row is to stand.
#[derive(Debug, Clone, Copy)]
struct Standing<'a> {
    steps_done: usize,
    intent: Option<&'a str>,
    /// An SQL expression: the milliseconds that the last step took.
    duration: &'a str,
}

/// The milliseconds since the transaction began, as the server counts them.
const SINCE_BEGIN: &str =
    "(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint";

impl Entry<'_> {
    /// Records a migration as applied without running it, whatever was recorded before.
    pub(crate) fn stamp(&self) -> String {
        self.upsert(Standing { steps_done: self.steps(), intent: None, duration: "0" })
    }

    /// Records in the transaction of a step that it is done; `begun` says whether there is a row.
    ///
    /// Should there be one against all expectation, the insert fails and the step with it: that is
    /// what keeps a migration from being applied twice even if the lock had not held.
    pub(crate) fn done(&self, steps_done: usize, begun: bool) -> String {
        let standing = Standing { steps_done, intent: None, duration: SINCE_BEGIN };
        match (self.direction, begun) {
            (Direction::Up, false) => self.insert(standing),
            _ => self.update(standing),
        }
    }

    /// Records after a statement outside of a transaction that it is done.
    pub(crate) fn done_outside(&self, steps_done: usize, took: Duration) -> String {
        let duration = took.as_millis().to_string();
        self.stand(Standing { steps_done, intent: None, duration: &duration })
    }

    /// Records before a statement outside of a transaction that it will be run.
    pub(crate) fn intend(&self, steps_done: usize, sql: &str) -> String {
        self.stand(Standing { steps_done, intent: Some(sql), duration: "0" })
    }

    /// Takes an intent back, since nothing of the statement is left.
    pub(crate) fn abandon(&self, steps_done: usize) -> String {
        match (self.direction, steps_done) {
            (Direction::Up, 0) => self.delete(),
            (Direction::Down, 0) => format!(
                "UPDATE {} SET state = 'applied', steps_done = {}, intent = NULL \
                 WHERE revision = {}",
                self.table,
                self.file.migration().up.len(),
                literal(self.file.migration().revision.as_str())
            ),
            _ => self.stand(Standing { steps_done, intent: None, duration: "0" }),
        }
    }

    fn stand(&self, standing: Standing<'_>) -> String {
        match self.direction {
            Direction::Up => self.upsert(standing),
            Direction::Down => self.update(standing),
        }
    }

    fn steps(&self) -> usize {
        self.file.migration().steps(self.direction).len()
    }

    fn state(&self, standing: Standing<'_>) -> &'static str {
        match self.direction {
            Direction::Down => "downgrading",
            Direction::Up if standing.steps_done < self.steps() => "upgrading",
            Direction::Up => "applied",
        }
    }

    fn steps_checksum(&self, standing: Standing<'_>) -> Checksum {
        let steps = self.file.migration().steps(self.direction);
        Checksum::of_steps(&steps[..standing.steps_done.min(steps.len())])
    }

    fn insert(&self, standing: Standing<'_>) -> String {
        let migration = self.file.migration();
        let parents: Vec<_> = migration.parents.iter().map(|p| literal(p.as_str())).collect();
        format!(
            "INSERT INTO {} AS history (revision, parents, message, checksum, chain, state, \
             steps_done, steps_checksum, intent, applied_at, duration_ms, applied_by, \
             tool_version) VALUES ({}, ARRAY[{}]::text[], {}, '{}', '{}', '{}', {}, '{}', {}, \
             clock_timestamp(), {}, session_user, {})",
            self.table,
            literal(migration.revision.as_str()),
            parents.join(", "),
            literal(&migration.message),
            self.file.checksum(),
            self.chain,
            self.state(standing),
            standing.steps_done,
            self.steps_checksum(standing),
            standing.intent.map_or("NULL".to_owned(), literal),
            standing.duration,
            literal(env!("CARGO_PKG_VERSION")),
        )
    }

    fn upsert(&self, standing: Standing<'_>) -> String {
        format!(
            "{} ON CONFLICT (revision) DO UPDATE SET parents = excluded.parents, \
             message = excluded.message, checksum = excluded.checksum, chain = excluded.chain, \
             state = excluded.state, steps_done = excluded.steps_done, \
             steps_checksum = excluded.steps_checksum, intent = excluded.intent, \
             applied_at = excluded.applied_at, \
             duration_ms = history.duration_ms + excluded.duration_ms, \
             applied_by = excluded.applied_by, tool_version = excluded.tool_version",
            self.insert(standing)
        )
    }

    fn update(&self, standing: Standing<'_>) -> String {
        if self.direction == Direction::Down && standing.steps_done >= self.steps() {
            return self.delete();
        }
        format!(
            "UPDATE {} SET checksum = '{}', chain = '{}', state = '{}', steps_done = {}, \
             steps_checksum = '{}', intent = {}, applied_at = clock_timestamp(), \
             duration_ms = duration_ms + {} WHERE revision = {}",
            self.table,
            self.file.checksum(),
            self.chain,
            self.state(standing),
            standing.steps_done,
            self.steps_checksum(standing),
            standing.intent.map_or("NULL".to_owned(), literal),
            standing.duration,
            literal(self.file.migration().revision.as_str()),
        )
    }

    fn delete(&self) -> String {
        let revision = literal(self.file.migration().revision.as_str());
        format!("DELETE FROM {} WHERE revision = {revision}", self.table)
    }
}
