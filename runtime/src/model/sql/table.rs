//! Tables with their columns, comments and indexes.

use super::{clauses, constraint, index, with};
use crate::{
    model::document::{Column, ConstraintKind, Identity, Table},
    quote::literal,
};

/// Everything of a table but its foreign keys.
pub(super) fn table(table: &Table) -> Vec<String> {
    let mut statements = vec![create(table)];
    statements.extend(table.columns.iter().flat_map(|column| settings(table, column)));
    statements.extend(table.indexes.iter().map(|made| index::index(table, made)));
    statements.extend(comments(table));
    statements
}

fn create(table: &Table) -> String {
    let columns = table.columns.iter().map(definition);
    let constraints = table
        .constraints
        .iter()
        .filter(|made| !matches!(made.kind, ConstraintKind::ForeignKey { .. }))
        .map(constraint::definition);
    let lines: Vec<_> = columns.chain(constraints).collect();
    let body = lines.join(",\n    ");
    clauses([
        Some("CREATE".to_owned()),
        table.unlogged.then(|| "UNLOGGED".to_owned()),
        Some(format!("TABLE {} (\n    {body}\n)", table.name)),
        with(&table.options),
    ])
}

fn definition(column: &Column) -> String {
    clauses([
        Some(format!("{} {}", column.name, data_type(column))),
        column.attributes.compression.as_ref().map(|method| format!("COMPRESSION {method}")),
        column.attributes.collation.as_ref().map(|collation| format!("COLLATE {collation}")),
        (!column.nullable).then(|| "NOT NULL".to_owned()),
        column.attributes.default.as_ref().map(|sql| format!("DEFAULT {sql}")),
        column.attributes.generated.as_ref().map(|generated| {
            let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
            format!("GENERATED ALWAYS AS ({}) {kept}", generated.expression)
        }),
        column.attributes.identity.as_ref().map(identity),
    ])
}

fn data_type(column: &Column) -> &str {
    match column.data_type.as_str() {
        "smallint" if column.attributes.serial => "smallserial",
        "integer" if column.attributes.serial => "serial",
        "bigint" if column.attributes.serial => "bigserial",
        other => other,
    }
}

fn identity(made: &Identity) -> String {
    let when = if made.always { "ALWAYS" } else { "BY DEFAULT" };
    let number = |word: &str, value: Option<i64>| value.map(|value| format!("{word} {value}"));
    let options = clauses([
        number("START", made.start),
        number("INCREMENT", made.increment),
        number("MINVALUE", made.minimum),
        number("MAXVALUE", made.maximum),
        number("CACHE", made.cache),
        made.cycle.then(|| "CYCLE".to_owned()),
    ]);
    let options = (!options.is_empty()).then(|| format!("({options})"));
    clauses([Some(format!("GENERATED {when} AS IDENTITY")), options])
}

/// What CREATE TABLE cannot say of a column on every server.
fn settings(table: &Table, column: &Column) -> Vec<String> {
    let alter = format!("ALTER TABLE {} ALTER COLUMN {} SET", table.name, column.name);
    let storage = column.attributes.storage.as_ref().map(|word| format!("{alter} STORAGE {word}"));
    let statistics =
        column.attributes.statistics.map(|target| format!("{alter} STATISTICS {target}"));
    storage.into_iter().chain(statistics).collect()
}

fn comments(table: &Table) -> Vec<String> {
    let own = table.comment.iter();
    let own = own.map(|text| format!("COMMENT ON TABLE {} IS {}", table.name, literal(text)));
    let columns = table.columns.iter().filter_map(|column| {
        let text = literal(column.attributes.comment.as_ref()?);
        Some(format!("COMMENT ON COLUMN {}.{} IS {text}", table.name, column.name))
    });
    own.chain(columns).collect()
}
