//! The SQL that creates everything in an empty database, with its true names.
//!
//! It is never shown to anybody. It is loaded into a scratch database and read back, so it says
//! what the models say and leaves the rest to PostgreSQL: names that are not given, too.

mod constraint;
mod index;
mod table;
mod types;

use std::collections::BTreeSet;

use super::document::{Document, InvalidModels};
use crate::{name::Name, version::ServerVersion};

impl Document {
    /// The statements that create everything in an empty database, each without its semicolon.
    ///
    /// Foreign keys come last, so that tables can refer to each other.
    ///
    /// # Errors
    ///
    /// If the models contradict each other, or say what a server of this version cannot do.
    pub fn to_sql(&self, version: ServerVersion) -> Result<Vec<String>, InvalidModels> {
        self.validate()?;
        self.supported_by(version)?;
        let mut statements: Vec<String> =
            self.schemas().iter().map(|schema| format!("CREATE SCHEMA {schema}")).collect();
        statements.extend(self.extensions.iter().map(|name| {
            format!("CREATE EXTENSION IF NOT EXISTS {} CASCADE", Name::from(name.as_str()))
        }));
        statements.extend(self.enums.iter().flat_map(types::enum_type));
        statements.extend(self.domains.iter().flat_map(types::domain));
        statements.extend(self.tables.iter().flat_map(table::table));
        statements.extend(self.tables.iter().flat_map(constraint::foreign_keys));
        Ok(statements)
    }

    /// The schemas to be created.
    fn schemas(&self) -> BTreeSet<&Name> {
        let enums = self.enums.iter().map(|enum_type| &enum_type.name);
        let domains = self.domains.iter().map(|domain| &domain.name);
        let tables = self.tables.iter().map(|table| &table.name);
        let all = enums.chain(domains).chain(tables).map(|name| &name.schema);
        all.filter(|schema| schema.as_str() != "public").collect()
    }
}

/// The clauses that are there, one after the other.
fn clauses(all: impl IntoIterator<Item = Option<String>>) -> String {
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn list(names: &[Name]) -> String {
    names.iter().map(Name::to_string).collect::<Vec<_>>().join(", ")
}

/// `INCLUDE (a, b)`.
fn include(columns: &[Name]) -> Option<String> {
    (!columns.is_empty()).then(|| format!("INCLUDE ({})", list(columns)))
}

/// `WITH (fillfactor = 70)`.
fn with(options: &[(String, String)]) -> Option<String> {
    let pairs: Vec<_> = options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    (!pairs.is_empty()).then(|| format!("WITH ({})", pairs.join(", ")))
}
