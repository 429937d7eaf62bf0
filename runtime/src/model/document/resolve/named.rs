//! Names by convention.

use crate::{
    model::{
        Naming,
        document::{
            Constraint, ConstraintKind, Reference, Table,
            naming::{self, Parts},
        },
    },
    name::Name,
};

/// Gives a name to whatever has none, where there is a convention for it.
pub(super) fn by_convention(table: &mut Table, naming: &Naming) {
    let constraints: Vec<_> =
        table.constraints.iter().map(|made| constraint(made, table, naming)).collect();
    for (made, name) in table.constraints.iter_mut().zip(constraints) {
        made.name = made.name.take().or(name);
    }
    for made in &mut table.indexes {
        let Some(pattern) = naming.index else { continue };
        let columns = made.keys.iter().map(naming::key_word).collect();
        let parts = Parts { table: &table.name, columns, referenced: None };
        let name = naming::fill(pattern, &parts);
        made.name.get_or_insert(name);
    }
}

fn constraint(made: &Constraint, table: &Table, naming: &Naming) -> Option<Name> {
    let pattern = match &made.kind {
        ConstraintKind::PrimaryKey { .. } => naming.primary_key,
        ConstraintKind::Unique { .. } => naming.unique,
        ConstraintKind::ForeignKey { .. } => naming.foreign_key,
        ConstraintKind::Check { .. } => naming.check,
        ConstraintKind::Exclusion { .. } => naming.exclusion,
    };
    let columns = naming::constraint_columns(&made.kind, &table.columns);
    let referenced = match &made.kind {
        ConstraintKind::ForeignKey {
            references: Reference::Model { table, columns, .. }, ..
        } => Some((table.name.as_str(), columns.iter().map(Name::as_str).collect())),
        _ => None,
    };
    Some(naming::fill(pattern?, &Parts { table: &table.name, columns, referenced }))
}
