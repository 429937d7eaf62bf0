//! Whether the models describe a schema that PostgreSQL could hold.
//!
//! The macros see one struct at a time. What takes two of them to see is found here, with the place
//! of both.

mod columns;
mod names;
mod references;
mod renames;
#[cfg(test)]
#[cfg(feature = "derive")]
mod tests;
mod version;

use super::{Document, InvalidModels, ModelError, Place, Problem};
use crate::version::ServerVersion;

impl Document {
    /// Finds everything that would be wrong on any server.
    ///
    /// # Errors
    ///
    /// With all of it, if there is anything.
    pub fn validate(&self) -> Result<(), InvalidModels> {
        let mut found = Found::default();
        names::tables(self, &mut found);
        names::types(self, &mut found);
        names::relations(self, &mut found);
        for table in &self.tables {
            columns::columns(table, &mut found);
            names::constraints(table, &mut found);
            references::references(self, table, &mut found);
            renames::columns(table, &mut found);
        }
        renames::tables(self, &mut found);
        renames::types(self, &mut found);
        found.into_result()
    }

    /// Finds everything that a server of this version has no means for.
    ///
    /// # Errors
    ///
    /// With all of it, if there is anything.
    pub fn supported_by(&self, version: ServerVersion) -> Result<(), InvalidModels> {
        let mut found = Found::default();
        version::unsupported(self, version, &mut found);
        found.into_result()
    }
}

/// What has been found so far.
#[derive(Default)]
struct Found(Vec<ModelError>);

impl Found {
    fn one(&mut self, problem: Problem, place: Place) {
        self.0.push(ModelError { problem, place, other: None });
    }

    fn two(&mut self, problem: Problem, place: Place, other: Place) {
        self.0.push(ModelError { problem, place, other: Some(other) });
    }

    fn into_result(self) -> Result<(), InvalidModels> {
        if self.0.is_empty() { Ok(()) } else { Err(InvalidModels { errors: self.0 }) }
    }
}
