//! The commands as functions: what the command line calls, and a test or another tool may.

mod comparison;
mod difference;
mod script_text;
mod source;

pub use self::{
    comparison::{Comparison, compare},
    difference::{Action, Difference, differences},
    script_text::script_text,
    source::{SourceError, SqlError, Workbench},
};
