//! Primary, unique and foreign keys as text, from the raw columns of `pg_constraint`.

use super::{Draft, Fields, error::Halt};
use crate::{name::Name, quote, schema::ConstraintKind};

/// What only the catalog's numbers tell about a constraint.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) relation: u32,
    pub(super) columns: Vec<i16>,
    pub(super) referenced: u32,
    pub(super) referenced_columns: Vec<i16>,
    /// The index inside, or the one that a foreign key relies on.
    pub(super) index: u32,
    /// How many columns of the index inside are keys; the others are only carried.
    index_keys: usize,
    index_columns: Vec<i16>,
    nulls_not_distinct: bool,
    /// Whether the last column is a period; 18 and later.
    period: bool,
    full_match: bool,
    on_update: &'static str,
    on_delete: &'static str,
    /// The columns that `ON DELETE` sets, where these are not all.
    set_columns: Vec<i16>,
}

impl Key {
    /// Reads the key of a constraint on `relation`.
    pub(super) fn read(relation: u32, fields: &mut Fields<'_>) -> Result<Self, Halt> {
        Ok(Self {
            relation,
            columns: fields.numbers()?,
            referenced: fields.parse()?,
            referenced_columns: fields.numbers()?,
            index: fields.parse()?,
            index_keys: fields.parse_optional()?.unwrap_or_default(),
            index_columns: fields.numbers()?,
            nulls_not_distinct: fields.optional()? == Some("t"),
            period: fields.flag()?,
            full_match: fields.text()? == "f",
            on_update: action(fields)?,
            on_delete: action(fields)?,
            set_columns: fields.numbers()?,
        })
    }

    /// Columns that the index inside only carries.
    pub(super) fn included(&self) -> &[i16] {
        self.index_columns.get(self.index_keys..).unwrap_or_default()
    }

    /// The names of columns of the table.
    pub(super) fn names(&self, draft: &Draft, numbers: &[i16]) -> Vec<Name> {
        numbers.iter().filter_map(|&number| draft.column(self.relation, number).cloned()).collect()
    }

    /// The text of a primary, unique or foreign key, as the server prints it.
    pub(super) fn definition(&self, kind: ConstraintKind, draft: &Draft) -> Result<String, Halt> {
        match kind {
            ConstraintKind::ForeignKey => self.foreign_key(draft),
            ConstraintKind::PrimaryKey => self.unique_key("PRIMARY KEY", draft),
            _ if self.nulls_not_distinct => self.unique_key("UNIQUE NULLS NOT DISTINCT", draft),
            _ => self.unique_key("UNIQUE", draft),
        }
    }

    fn unique_key(&self, words: &str, draft: &Draft) -> Result<String, Halt> {
        let columns = list(draft, self.relation, &self.columns, "")?;
        let overlaps = if self.period { " WITHOUT OVERLAPS" } else { "" };
        let include = match self.included() {
            [] => String::new(),
            included => format!(" INCLUDE ({})", list(draft, self.relation, included, "")?),
        };
        Ok(format!("{words} ({columns}{overlaps}){include}"))
    }

    fn foreign_key(&self, draft: &Draft) -> Result<String, Halt> {
        let period = if self.period { "PERIOD " } else { "" };
        let table = draft.relations.get(&self.referenced);
        let table = table.ok_or(Halt::Vanished { source: None })?;
        let mut text = format!(
            "FOREIGN KEY ({}) REFERENCES {}.{}({})",
            list(draft, self.relation, &self.columns, period)?,
            table.schema,
            table.name,
            list(draft, self.referenced, &self.referenced_columns, period)?,
        );
        if self.full_match {
            text += " MATCH FULL";
        }
        for (event, action) in [("UPDATE", self.on_update), ("DELETE", self.on_delete)] {
            if !action.is_empty() {
                text += &format!(" ON {event} {action}");
            }
        }
        if !self.set_columns.is_empty() {
            text += &format!(" ({})", list(draft, self.relation, &self.set_columns, "")?);
        }
        Ok(text)
    }
}

/// The next field as what a foreign key does when its target changes; empty for nothing.
fn action(fields: &mut Fields<'_>) -> Result<&'static str, Halt> {
    match fields.text()? {
        "a" | " " => Ok(""),
        "r" => Ok("RESTRICT"),
        "c" => Ok("CASCADE"),
        "n" => Ok("SET NULL"),
        "d" => Ok("SET DEFAULT"),
        other => Err(fields.malformed(Some(other)).into()),
    }
}

/// Names of columns, with a word before the last one.
fn list(draft: &Draft, relation: u32, numbers: &[i16], word: &str) -> Result<String, Halt> {
    let mut text = String::new();
    for (at, &number) in numbers.iter().enumerate() {
        let name = draft.column(relation, number).ok_or(Halt::Vanished { source: None })?;
        if at > 0 {
            text += ", ";
        }
        if at + 1 == numbers.len() {
            text += word;
        }
        text += &quote::identifier(name.as_str());
    }
    Ok(text)
}
