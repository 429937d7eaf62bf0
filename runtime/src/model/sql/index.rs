//! Indexes.

use super::{clauses, include, with};
use crate::model::document::{Index, IndexKey, KeyPart, Table};

/// CREATE INDEX.
pub(super) fn index(table: &Table, made: &Index) -> String {
    let keys: Vec<_> = made.keys.iter().map(key).collect();
    clauses([
        Some("CREATE".to_owned()),
        made.unique.then(|| "UNIQUE".to_owned()),
        Some("INDEX".to_owned()),
        made.name.as_ref().map(ToString::to_string),
        Some(format!("ON {}", table.name)),
        made.method.as_ref().map(|method| format!("USING {method}")),
        Some(format!("({})", keys.join(", "))),
        include(&made.include),
        made.nulls_not_distinct.then(|| "NULLS NOT DISTINCT".to_owned()),
        with(&made.options),
        made.predicate.as_ref().map(|sql| format!("WHERE ({sql})")),
    ])
}

fn key(key: &IndexKey) -> String {
    clauses([
        Some(match &key.part {
            KeyPart::Column(name) => name.to_string(),
            KeyPart::Expression(sql) => format!("({sql})"),
        }),
        key.collation.as_ref().map(|collation| format!("COLLATE {collation}")),
        key.operator_class.clone(),
        key.descending.then(|| "DESC".to_owned()),
        key.nulls_first.map(|first| if first { "NULLS FIRST" } else { "NULLS LAST" }.to_owned()),
    ])
}
