//! The typed identity of every object.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};

/// What an object is and how it is named. Ids sort in the order in which a reader expects objects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ObjectId {
    /// A schema, in the words of SQL; a namespace in those of the catalog.
    Namespace(Name),
    /// An extension. What belongs to it is left alone.
    Extension(Name),
    /// An enumerated type.
    EnumType(QualifiedName),
    /// A domain.
    Domain(QualifiedName),
    /// A check constraint of a domain.
    DomainConstraint(QualifiedName, Name),
    /// A sequence that is not the inside of an identity column.
    Sequence(QualifiedName),
    /// An ordinary table.
    Table(QualifiedName),
    /// A column of a table.
    Column(QualifiedName, Name),
    /// The default of a column.
    Default(QualifiedName, Name),
    /// That a column refuses nulls.
    NotNull(QualifiedName, Name),
    /// That a column is an identity column.
    Identity(QualifiedName, Name),
    /// `OWNED BY` of a sequence: the column that takes the sequence with it.
    SequenceOwner(QualifiedName),
    /// A constraint of a table, by its name.
    Constraint(QualifiedName, Name),
    /// An index that is not the inside of a constraint. Its name shares the schema of its table.
    Index(QualifiedName),
    /// Which index sorts the rows of a table.
    Clustering(QualifiedName),
    /// What identifies the rows of a table to a replica.
    ReplicaIdentity(QualifiedName),
    /// The relation inside of another object: the index of a constraint, the sequence of an identity.
    /// It is no object, but there can be a comment on it.
    Inside(Box<ObjectId>),
    /// The comment on another object.
    Comment(Box<ObjectId>),
    /// Something that aludel names and leaves alone.
    Unmodelled {
        /// What it is, in the words of SQL: `view`, `trigger`, `policy`, `owner`.
        kind: String,
        /// Which one, as the server describes it.
        identity: String,
    },
}

impl ObjectId {
    /// The object that this one lives and dies with, if any.
    pub fn parent(&self) -> Option<Self> {
        match self {
            Self::Namespace(_) | Self::Extension(_) | Self::Unmodelled { .. } => None,
            Self::EnumType(name)
            | Self::Domain(name)
            | Self::Sequence(name)
            | Self::Table(name)
            | Self::Index(name) => Some(Self::Namespace(name.schema.clone())),
            Self::DomainConstraint(domain, _) => Some(Self::Domain(domain.clone())),
            Self::SequenceOwner(sequence) => Some(Self::Sequence(sequence.clone())),
            Self::Column(table, _)
            | Self::Constraint(table, _)
            | Self::Clustering(table)
            | Self::ReplicaIdentity(table) => Some(Self::Table(table.clone())),
            Self::Default(table, column)
            | Self::NotNull(table, column)
            | Self::Identity(table, column) => Some(Self::Column(table.clone(), column.clone())),
            Self::Inside(of) => Some((**of).clone()),
            Self::Comment(on) => match &**on {
                Self::Inside(of) => Some((**of).clone()),
                on => Some(on.clone()),
            },
        }
    }

    /// The table that the id lies in, if its name says so; the table of an index stands in the
    /// index.
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Table(table)
            | Self::Column(table, _)
            | Self::Default(table, _)
            | Self::NotNull(table, _)
            | Self::Identity(table, _)
            | Self::Constraint(table, _)
            | Self::Clustering(table)
            | Self::ReplicaIdentity(table) => Some(table),
            Self::Inside(on) | Self::Comment(on) => on.table(),
            Self::Namespace(_)
            | Self::Extension(_)
            | Self::EnumType(_)
            | Self::Domain(_)
            | Self::DomainConstraint(..)
            | Self::Sequence(_)
            | Self::SequenceOwner(_)
            | Self::Index(_)
            | Self::Unmodelled { .. } => None,
        }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Namespace(name) => write!(f, "schema {name}"),
            Self::Extension(name) => write!(f, "extension {name}"),
            Self::EnumType(name) => write!(f, "enum {name}"),
            Self::Domain(name) => write!(f, "domain {name}"),
            Self::DomainConstraint(domain, name) => {
                write!(f, "constraint {name} of domain {domain}")
            }
            Self::Sequence(name) => write!(f, "sequence {name}"),
            Self::Table(name) => write!(f, "table {name}"),
            Self::Column(table, name) => write!(f, "column {table}.{name}"),
            Self::Default(table, name) => write!(f, "default of {table}.{name}"),
            Self::NotNull(table, name) => write!(f, "not null of {table}.{name}"),
            Self::Identity(table, name) => write!(f, "identity of {table}.{name}"),
            Self::SequenceOwner(name) => write!(f, "owner of sequence {name}"),
            Self::Constraint(table, name) => write!(f, "constraint {name} of {table}"),
            Self::Index(name) => write!(f, "index {name}"),
            Self::Clustering(table) => write!(f, "clustering of {table}"),
            Self::ReplicaIdentity(table) => write!(f, "replica identity of {table}"),
            Self::Inside(of) => match &**of {
                Self::Identity(..) => write!(f, "sequence of {of}"),
                _ => write!(f, "index of {of}"),
            },
            Self::Comment(on) => write!(f, "comment on {on}"),
            Self::Unmodelled { kind, identity } => write!(f, "{kind} {identity}"),
        }
    }
}
