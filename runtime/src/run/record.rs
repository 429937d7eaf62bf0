//! A row of the history table -> a record.

use std::time::Duration;

use postgres::Row;
use postgres::types::FromSql;

use crate::migration::{Checksum, Direction};
use crate::run::history::{HistoryError, HistoryTable, Progress, Record, State};

/// The columns in the order in which they are read.
pub(super) const COLUMNS: &str = "revision, parents, message, checksum, chain, state, steps_done, \
                                  steps_checksum, intent, applied_at, duration_ms, applied_by, \
                                  tool_version";

impl Record {
    pub(super) fn of(table: &HistoryTable, row: &Row) -> Result<Self, HistoryError> {
        let cells = Cells { table, row };
        let revision: String = cells.get("revision")?;
        let parents: Vec<String> = cells.get("parents")?;
        let parents = parents.iter().map(|parent| cells.parse("parents", parent));
        let state: String = cells.get("state")?;
        let state = match state.as_str() {
            "applied" => State::Applied,
            "upgrading" => State::Unfinished(cells.progress(Direction::Up)?),
            "downgrading" => State::Unfinished(cells.progress(Direction::Down)?),
            _ => return Err(cells.refuse("state", &state)),
        };
        let duration: i64 = cells.get("duration_ms")?;
        Ok(Self {
            revision: cells.parse("revision", &revision)?,
            parents: parents.collect::<Result<_, _>>()?,
            message: cells.get("message")?,
            checksum: cells.checksum("checksum")?,
            chain: cells.checksum("chain")?,
            state,
            applied_at: cells.get("applied_at")?,
            duration: Duration::from_millis(u64::try_from(duration).unwrap_or_default()),
            applied_by: cells.get("applied_by")?,
            tool_version: cells.get("tool_version")?,
        })
    }
}

/// One row, with what errors about it need.
struct Cells<'a> {
    table: &'a HistoryTable,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    fn get<T: FromSql<'a>>(&self, column: &str) -> Result<T, HistoryError> {
        let foreign = |source| HistoryError::Foreign { table: self.table.clone(), source };
        self.row.try_get(column).map_err(foreign)
    }

    fn parse<T: std::str::FromStr>(
        &self,
        column: &'static str,
        text: &str,
    ) -> Result<T, HistoryError> {
        text.parse().map_err(|_| self.refuse(column, text))
    }

    fn checksum(&self, column: &'static str) -> Result<Checksum, HistoryError> {
        self.parse(column, self.get(column)?)
    }

    fn progress(&self, direction: Direction) -> Result<Progress, HistoryError> {
        let steps_done: i32 = self.get("steps_done")?;
        Ok(Progress {
            direction,
            steps_done: usize::try_from(steps_done).unwrap_or_default(),
            steps_checksum: self.checksum("steps_checksum")?,
            intent: self.get("intent")?,
        })
    }

    fn refuse(&self, column: &'static str, text: &str) -> HistoryError {
        HistoryError::Row {
            table: self.table.clone(),
            revision: self.row.try_get("revision").unwrap_or_default(),
            column,
            text: text.to_owned(),
        }
    }
}
