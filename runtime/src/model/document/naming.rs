//! Names that are not given: those of a convention, and the words that stand for columns in them.

use super::{Column, ConstraintKind, IndexKey, KeyPart};
use crate::name::{Name, QualifiedName};

/// What a pattern can speak of.
pub(super) struct Parts<'a> {
    /// The table.
    pub(super) table: &'a QualifiedName,
    /// The columns, or what stands for them.
    pub(super) columns: Vec<&'a str>,
    /// What a foreign key refers to.
    pub(super) referenced: Option<(&'a str, Vec<&'a str>)>,
}

/// Fills a pattern in.
pub(super) fn fill(pattern: &str, parts: &Parts<'_>) -> Name {
    let mut name = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        name.push_str(before);
        let (word, after) = after.split_once('}').unwrap_or((after, ""));
        name.push_str(&value(word, parts));
        rest = after;
    }
    name.push_str(rest);
    Name::new(name)
}

fn value(word: &str, parts: &Parts<'_>) -> String {
    match word {
        "table" => parts.table.name.as_str().to_owned(),
        "column" => parts.columns.first().copied().unwrap_or_default().to_owned(),
        "columns" => parts.columns.join("_"),
        "referenced_table" => {
            parts.referenced.as_ref().map(|(table, _)| *table).unwrap_or_default().to_owned()
        }
        "referenced_columns" => {
            parts.referenced.as_ref().map(|(_, columns)| columns.join("_")).unwrap_or_default()
        }
        // `schema!` accepts no other word.
        _ => String::new(),
    }
}

/// The columns that a constraint is about.
pub(in crate::model) fn constraint_columns<'a>(
    kind: &'a ConstraintKind,
    columns: &'a [Column],
) -> Vec<&'a str> {
    match kind {
        ConstraintKind::PrimaryKey { columns, .. }
        | ConstraintKind::Unique { columns, .. }
        | ConstraintKind::ForeignKey { columns, .. } => columns.iter().map(Name::as_str).collect(),
        ConstraintKind::Check { expression, .. } => columns_in(expression, columns),
        ConstraintKind::Exclusion { elements, .. } => columns_in(elements, columns),
    }
}

/// The columns that an expression speaks of, in the order of the table.
fn columns_in<'a>(expression: &str, columns: &'a [Column]) -> Vec<&'a str> {
    let words: Vec<&str> =
        expression.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).collect();
    columns.iter().map(|column| column.name.as_str()).filter(|name| words.contains(name)).collect()
}

/// What stands for an index key in a name: the column, the function, or `expr`.
pub(in crate::model) fn key_word(key: &IndexKey) -> &str {
    match &key.part {
        KeyPart::Column(name) => name.as_str(),
        KeyPart::Expression(sql) => match sql.split_once('(') {
            Some((function, _)) if is_plain(function.trim()) => function.trim(),
            _ => "expr",
        },
    }
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_')
}
