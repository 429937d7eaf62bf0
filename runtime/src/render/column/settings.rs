//! What a column has besides its type: storage, compression, statistics, options.

use super::Place;
use crate::{
    render::{clause::Action, options},
    schema::Column,
    type_name,
};

/// The settings that a column definition cannot hold on every supported version.
pub(in crate::render) fn after_creation(place: Place<'_>, column: &Column) -> Vec<Action> {
    let plain = Column { storage: None, statistics: None, options: Vec::new(), ..column.clone() };
    changes(place, &plain, column)
}

/// The clauses that turn the settings of one column into those of another.
pub(super) fn changes((table, name): Place<'_>, from: &Column, to: &Column) -> Vec<Action> {
    // A new type brings its own storage and forgets the target and the options of the old one.
    let retyped = from.data_type != to.data_type;
    let mut clauses = Vec::new();
    if from.storage != to.storage && (!retyped || to.storage.is_some()) {
        let storage = to.storage.clone().unwrap_or_else(|| usual_storage(&to.data_type));
        clauses.push(format!("SET STORAGE {}", storage.to_uppercase()));
    }
    if from.compression != to.compression {
        clauses.push(format!("SET COMPRESSION {}", to.compression.as_deref().unwrap_or("default")));
    }
    if from.statistics != to.statistics {
        clauses.push(format!("SET STATISTICS {}", to.statistics.unwrap_or(-1)));
    }
    clauses.extend(options::changes(&from.options, &to.options));
    let clause = |clause| Action::clause(table, format!("ALTER COLUMN {name} {clause}"));
    clauses.into_iter().map(clause).collect()
}

/// The storage that a type has by itself; `SET STORAGE DEFAULT` is not known before 16.
fn usual_storage(data_type: &str) -> String {
    match type_name::base(data_type).as_str() {
        "numeric" | "inet" | "cidr" if !type_name::is_array(data_type) => "main".to_owned(),
        _ => "extended".to_owned(),
    }
}
