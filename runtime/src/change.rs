//! One change, with both ends whole.

use serde::{Deserialize, Serialize};

use crate::{
    name::QualifiedName,
    schema::{Object, ObjectId},
};

/// What happens to one value. Both ends are kept, so that the inverse is written once and is total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit<T> {
    /// It comes to be.
    Create(T),
    /// It goes.
    Drop(T),
    /// It stays under its name and differs.
    Alter {
        /// Before.
        from: T,
        /// After.
        to: T,
    },
}

impl<T> Edit<T> {
    /// The edit that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create(value) => Self::Drop(value),
            Self::Drop(value) => Self::Create(value),
            Self::Alter { from, to } => Self::Alter { from: to, to: from },
        }
    }
}

/// One change of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "nearly every change is an edit")]
pub enum Change {
    /// An object is created, dropped or altered.
    Edit {
        /// Which one.
        id: ObjectId,
        /// How.
        edit: Edit<Object>,
    },
    /// An object keeps all it is and gets another name.
    Rename {
        /// The id before.
        from: ObjectId,
        /// The id after, of the same kind.
        to: ObjectId,
    },
    /// A label of an enumerated type gets another text; rows follow.
    RenameLabel {
        /// The type.
        enum_type: QualifiedName,
        /// The label before.
        from: String,
        /// The label after.
        to: String,
    },
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Edit { id, edit } => Self::Edit { id, edit: edit.inverse() },
            Self::Rename { from, to } => Self::Rename { from: to, to: from },
            Self::RenameLabel { enum_type, from, to } => {
                Self::RenameLabel { enum_type, from: to, to: from }
            }
        }
    }
}
