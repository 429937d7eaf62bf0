//! Indexes.

use super::{clause::Action, expression, options};
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    schema::{Index, IndexKey, KeyPart, Object},
};

pub(super) fn render(name: &QualifiedName, edit: &Edit<Object>) -> Vec<Action> {
    match edit {
        Edit::Create(Object::Index(index)) => {
            std::iter::once(create(name, index)).chain(statistics(name, &[], &index.keys)).collect()
        }
        Edit::Drop(_) => vec![Action::statement(format!("DROP INDEX {name}"))],
        Edit::Alter { from: Object::Index(from), to: Object::Index(to) } => {
            let alter = |clause| Action::statement(format!("ALTER INDEX {name} {clause}"));
            let options = options::changes(&from.options, &to.options);
            options.into_iter().map(alter).chain(statistics(name, &from.keys, &to.keys)).collect()
        }
        _ => Vec::new(),
    }
}

fn create(name: &QualifiedName, index: &Index) -> Action {
    let Index {
        table,
        method,
        unique,
        nulls_not_distinct,
        keys,
        include,
        predicate,
        options,
        valid: _, // A new index is.
    } = index;
    let mut sql = format!(
        "CREATE {}INDEX {} ON {table} {}({})",
        if *unique { "UNIQUE " } else { "" },
        name.name,
        if method == "btree" { String::new() } else { format!("USING {method} ") },
        keys.iter().map(key).collect::<Vec<_>>().join(", "),
    );
    if !include.is_empty() {
        let names = include.iter().map(Name::to_string).collect::<Vec<_>>().join(", ");
        sql.push_str(&format!(" INCLUDE ({names})"));
    }
    if *nulls_not_distinct {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    if !options.is_empty() {
        sql.push_str(&format!(" WITH ({})", options::list(options)));
    }
    if let Some(predicate) = predicate {
        sql.push_str(&format!(" WHERE {}", expression::stable(expression::bare(predicate))));
    }
    Action::statement(sql)
}

fn key(key: &IndexKey) -> String {
    let IndexKey {
        part,
        collation,
        operator_class,
        descending,
        nulls_first,
        statistics: _, // set afterwards
    } = key;
    let mut sql = match part {
        KeyPart::Column(name) => name.to_string(),
        KeyPart::Expression(expression) => expression::stable(expression),
    };
    if let Some(collation) = collation {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(class) = operator_class {
        sql.push_str(&format!(" {class}"));
    }
    sql.push_str(match (descending, nulls_first) {
        (false, false) => "",
        (false, true) => " NULLS FIRST",
        (true, true) => " DESC",
        (true, false) => " DESC NULLS LAST",
    });
    sql
}

/// Statistics targets of expressions, by the number of the key.
fn statistics(name: &QualifiedName, from: &[IndexKey], to: &[IndexKey]) -> Vec<Action> {
    let before = |at: usize| from.get(at).and_then(|key| key.statistics);
    to.iter()
        .enumerate()
        .filter(|(at, key)| key.statistics != before(*at))
        .map(|(at, key)| {
            let (number, target) = (at + 1, key.statistics.unwrap_or(-1));
            let clause = format!("ALTER COLUMN {number} SET STATISTICS {target}");
            Action::statement(format!("ALTER INDEX {name} {clause}"))
        })
        .collect()
}
