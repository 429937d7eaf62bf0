//! Enumerated types and domains.

use super::clauses;
use crate::{
    model::document::{Domain, EnumType},
    quote::literal,
};

/// CREATE TYPE, and its comment.
pub(super) fn enum_type(made: &EnumType) -> Vec<String> {
    let labels: Vec<_> = made.labels.iter().map(|label| literal(&label.label)).collect();
    let create = format!("CREATE TYPE {} AS ENUM ({})", made.name, labels.join(", "));
    let comment = made.comment.iter();
    let comment = comment.map(|text| format!("COMMENT ON TYPE {} IS {}", made.name, literal(text)));
    std::iter::once(create).chain(comment).collect()
}

/// CREATE DOMAIN, and its comment.
pub(super) fn domain(made: &Domain) -> Vec<String> {
    let checks = made.checks.iter().map(|check| {
        clauses([
            check.name.as_ref().map(|name| format!("CONSTRAINT {name}")),
            Some(format!("CHECK ({})", check.expression)),
        ])
    });
    let head = [
        Some(format!("CREATE DOMAIN {} AS {}", made.name, made.base)),
        made.collation.as_ref().map(|collation| format!("COLLATE {collation}")),
        made.default.as_ref().map(|sql| format!("DEFAULT {sql}")),
        made.not_null.then(|| "NOT NULL".to_owned()),
    ];
    let create = clauses(head.into_iter().chain(checks.map(Some)));
    let comment = made.comment.iter();
    let comment =
        comment.map(|text| format!("COMMENT ON DOMAIN {} IS {}", made.name, literal(text)));
    std::iter::once(create).chain(comment).collect()
}
