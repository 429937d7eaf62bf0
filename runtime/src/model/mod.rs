//! What the derive emits, and what it means.
//!
//! The macros write *definitions*: `Copy` data in constants, which cost an application nothing at
//! run time. A [`Registry`] lists them. From it comes the [`document::Document`]: owned, resolved
//! (columns for fields, names by convention) and versioned, so that the command line can read what
//! another build wrote. The document renders itself to the SQL that creates everything anew.

mod assert;
mod column;
mod constraint;
pub mod document;
mod index;
mod registry;
mod rust_types;
mod sql;
mod table;
mod type_def;

pub use self::{
    assert::{
        Facts, LiteralKind, OptionProbe, Probe, Unknown, literal_fits, nullable_for, reference_fits,
    },
    column::{ColumnDef, ColumnPart, IdentityDef},
    constraint::{
        Action, CheckDef, Deferral, ExclusionDef, ForeignKeyDef, KeyDef, Target, TargetColumns,
    },
    index::{IndexDef, IndexKeyDef, IndexPart},
    registry::{Entry, Naming, Registry},
    table::{Model, ModelId, TableDef, TablePart},
    type_def::{DomainDef, EnumDef, LabelDef, PgType, TypeDef},
};
