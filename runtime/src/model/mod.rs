//! What the derive emits, and what it means.
//!
//! The macros write *definitions*: `Copy` data in constants, which cost an application nothing at
//! run time. A [`Registry`] lists them. From it comes the [`document::Document`]: owned, resolved
//! (columns for fields, names by convention) and versioned, so that the command line can read what
//! another build wrote. The document renders itself to the SQL that creates everything anew.

mod assert;
mod builtin;
mod column;
pub mod document;
mod probe;
mod registry;
mod rust_types;
mod sql;
mod table;
mod type_def;

pub use self::{
    assert::{Literal, default_fits, literal_fits, nullable_for, reference_fits},
    builtin::{Builtin, Builtins},
    column::ColumnType,
    probe::{Known, Probe, Unknown, believed, declared},
    registry::{Entry, Naming, Registry},
    table::{Model, ModelId, TableDef},
    type_def::{DomainDef, EnumDef, LabelDef, PgType, TypeDef},
};
