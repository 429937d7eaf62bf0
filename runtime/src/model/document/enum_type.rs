//! Enumerated types of the document.

use serde::{Deserialize, Serialize};

use super::Place;
use crate::name::{Name, QualifiedName};

/// An enumerated type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumType {
    /// The name.
    pub name: QualifiedName,
    /// Where the enum is.
    pub place: Place,
    /// The name before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<Name>,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The labels in their order.
    pub labels: Vec<Label>,
}

/// A label of an enumerated type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The label.
    pub label: String,
    /// The line of the variant, from 1.
    pub line: u32,
    /// The label before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
}

impl EnumType {
    /// Whether the other is the same type, though it may be written elsewhere.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let labels = |of: &Self| {
            let labels = of.labels.iter().cloned().map(|label| Label { line: 0, ..label });
            labels.collect::<Vec<_>>()
        };
        let place = other.place.clone();
        Self { place, labels: labels(self), ..self.clone() }
            == Self { labels: labels(other), ..other.clone() }
    }
}
