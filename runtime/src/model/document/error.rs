//! What can be wrong with models that compile.

use thiserror::Error;

use super::Place;
use crate::{name::QualifiedName, version::ServerVersion};

/// Models that describe no schema that PostgreSQL could hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the models cannot be created: {}", list(.errors))]
pub struct InvalidModels {
    /// Everything that is wrong, in the order of the registry; never empty.
    pub errors: Vec<ModelError>,
}

impl InvalidModels {
    /// What to do about the first of them.
    pub fn help(&self) -> Option<&'static str> {
        self.errors.first().map(|error| error.problem.help())
    }
}

fn list(errors: &[ModelError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{problem} ({place}{})", .other.as_ref().map(|place| format!(" and {place}")).unwrap_or_default())]
pub struct ModelError {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Place,
    /// Where the other half of it is, if it has two.
    pub other: Option<Place>,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// A struct whose fields are all skipped.
    #[error("the model {model} has no columns")]
    NoColumns {
        /// The struct.
        model: String,
    },
    /// Two structs for one table.
    #[error("the models {first} and {second} both describe the table {table}")]
    TableTwice {
        /// The table.
        table: QualifiedName,
        /// The struct that comes first in the registry.
        first: String,
        /// The other one.
        second: String,
    },
    /// Two definitions of one type.
    #[error("the type {name} is defined in two ways")]
    TypeTwice {
        /// The type.
        name: QualifiedName,
    },
    /// Two objects of one name where PostgreSQL has room for one.
    #[error("{what} {name} has the name of {other}")]
    NameTaken {
        /// What has the name: `the index`.
        what: &'static str,
        /// The name.
        name: QualifiedName,
        /// What has it already: `a table`.
        other: &'static str,
    },
    /// Two columns of one name.
    #[error("the column {column} stands twice in {table}")]
    ColumnTwice {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
    },
    /// Two constraints of one name.
    #[error("the constraint {constraint} stands twice on {table}")]
    ConstraintTwice {
        /// The table.
        table: QualifiedName,
        /// The constraint.
        constraint: String,
    },
    /// A name that PostgreSQL would cut without an error.
    #[error("the name {name} has {} bytes and PostgreSQL keeps 63", .name.len())]
    NameTooLong {
        /// The name.
        name: String,
    },
    /// A reference to a model that the registry does not list.
    #[error("{table} refers to {model}, which `schema!` does not list")]
    UnlistedModel {
        /// The table that refers.
        table: QualifiedName,
        /// The struct that is missing.
        model: String,
    },
    /// `has_many` of a model that the registry does not list.
    #[error("{model} has many {child}, which `schema!` does not list")]
    UnlistedChild {
        /// The struct that says it.
        model: String,
        /// The struct that is missing.
        child: String,
    },
    /// A reference to a field that is no column.
    #[error("{table} refers to {model}.{field}, which is no column")]
    UnknownColumn {
        /// The table that refers.
        table: QualifiedName,
        /// The struct that it refers to.
        model: String,
        /// The field that is skipped there.
        field: String,
    },
    /// A reference to a model without a primary key.
    #[error("{table} refers to the primary key of {model}, which has none")]
    NoPrimaryKey {
        /// The table that refers.
        table: QualifiedName,
        /// The struct that it refers to.
        model: String,
    },
    /// A reference of so many columns to another number of columns.
    #[error("{table} refers with {here} of its columns to {there} of {model}")]
    ColumnCount {
        /// The table that refers.
        table: QualifiedName,
        /// The struct that it refers to.
        model: String,
        /// How many columns refer.
        here: usize,
        /// How many they refer to.
        there: usize,
    },
    /// A reference to columns that several rows can share.
    #[error("{table} refers to {model} ({columns}), which is not unique")]
    NotUnique {
        /// The table that refers.
        table: QualifiedName,
        /// The struct that it refers to.
        model: String,
        /// The columns that it refers to.
        columns: String,
    },
    /// `has_many` of a model that does not refer back.
    #[error("{model} has many {child}, which does not refer to it")]
    NoReferenceBack {
        /// The struct that says it.
        model: String,
        /// The struct that should refer.
        child: String,
    },
    /// A numbered column of a type that has no numbers.
    #[error("{table}.{column} is numbered, and of type {data_type}")]
    NotNumbered {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// Its type.
        data_type: String,
    },
    /// `renamed_from` names what is still there.
    #[error("{what} {new} was renamed from {old}, which is still there")]
    RenamedFromPresent {
        /// What was renamed: `the column`.
        what: &'static str,
        /// The name before.
        old: String,
        /// The name now.
        new: String,
    },
    /// Two things were renamed from one.
    #[error("{what} {old} was renamed twice")]
    RenamedTwice {
        /// What was renamed: `the column`.
        what: &'static str,
        /// The name before.
        old: String,
    },
    /// What the server is too old for.
    #[error("{what} needs PostgreSQL {needs}, the server is {server}")]
    TooNew {
        /// What it is.
        what: &'static str,
        /// The major version that first has it.
        needs: u32,
        /// The server.
        server: ServerVersion,
    },
}

impl Problem {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoColumns { .. } => "give the struct a field that is not skipped",
            Self::TableTwice { .. } => {
                "give one of them another `table`, or list only one of them in `schema!`"
            }
            Self::TypeTwice { .. } => "give one of them another `name`, or make them equal",
            Self::NameTaken { .. } | Self::ConstraintTwice { .. } => {
                "give one of them another name with `name = \"..\"`"
            }
            Self::ColumnTwice { .. } => "give one of them another name with `column = \"..\"`",
            Self::NameTooLong { .. } => "give a shorter name with `name = \"..\"`",
            Self::UnlistedModel { .. } => "list it in `schema!`, or use `references_sql`",
            Self::UnlistedChild { .. } => "list it in `schema!`, or leave `has_many` out",
            Self::UnknownColumn { .. } => "refer to a field that is not skipped",
            Self::NoPrimaryKey { .. } => "name the field: `references = Model::field`",
            Self::ColumnCount { .. } => "name as many fields as there are columns",
            Self::NotUnique { .. } => "make the columns `unique` there, or refer to its key",
            Self::NoReferenceBack { .. } => "add `references = ..` there, or leave `has_many` out",
            Self::NotNumbered { .. } => "make the field an `i16`, `i32` or `i64`",
            Self::RenamedFromPresent { .. } => {
                "leave `renamed_from` out, or what still has the name"
            }
            Self::RenamedTwice { .. } => "leave one `renamed_from` out",
            Self::TooNew { .. } => "leave it out, or use a newer server",
        }
    }
}
