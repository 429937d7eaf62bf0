//! `diff`: what leads from one schema to another, and back.

use super::{Difference, differences};
use crate::{
    diff::diff,
    render::{self, RenderError, Script},
    schema::Schema,
};

/// What stands between two schemas.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The differences in what aludel models.
    pub differences: Vec<Difference>,
    /// The differences in what it does not model. Nothing in the script is about them.
    pub not_modelled: Vec<Difference>,
    /// The SQL, both ways.
    pub script: Script,
}

/// Compares two schemas and writes the way from one to the other.
///
/// # Errors
///
/// Where a difference has no statement, or something that is not modelled stands in the way.
pub fn compare(from: &Schema, to: &Schema) -> Result<Comparison, RenderError> {
    let diff = diff(from, to);
    Ok(Comparison {
        differences: differences(diff.renames.iter().chain(&diff.edits)),
        not_modelled: differences(&diff.unmodelled),
        script: render::script(&[], &diff)?,
    })
}
