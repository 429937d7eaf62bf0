//! Constraints.

use super::{Found, names, options, qualified};
use crate::{
    model::{
        Action as ActionDef, CheckDef, ExclusionDef, ForeignKeyDef, KeyDef, Target, TargetColumns,
        document::{
            Action, Constraint, ConstraintKind, Place, Reference, Table,
            naming::{self, Parts},
        },
    },
    name::Name,
};

/// A primary key.
pub(super) fn primary_key(def: &KeyDef, place: Place) -> Constraint {
    Constraint {
        name: def.name.map(Name::from),
        place,
        kind: ConstraintKind::PrimaryKey {
            columns: names(def.columns),
            include: names(def.include),
        },
        deferral: def.deferral,
        options: options(def.options),
    }
}

/// A unique constraint.
pub(super) fn unique(def: &KeyDef, place: Place) -> Constraint {
    Constraint {
        name: def.name.map(Name::from),
        place,
        kind: ConstraintKind::Unique {
            columns: names(def.columns),
            include: names(def.include),
            nulls_not_distinct: def.nulls_not_distinct,
        },
        deferral: def.deferral,
        options: options(def.options),
    }
}

/// A foreign key.
pub(super) fn foreign_key(def: &ForeignKeyDef, place: Place, found: &Found) -> Constraint {
    let references = match def.target {
        Target::Sql(sql) => Reference::Sql(sql.to_owned()),
        Target::Model(model, columns) => Reference::Model {
            model: model.model.to_owned(),
            place: Place::new(model.file, model.line),
            table: qualified(&model),
            columns: match columns {
                TargetColumns::PrimaryKey => found.primary_key(&model),
                TargetColumns::Fields(fields) => found.columns(&model, fields),
            },
        },
    };
    Constraint {
        name: def.name.map(Name::from),
        place,
        kind: ConstraintKind::ForeignKey {
            columns: names(def.columns),
            references,
            match_full: def.match_full,
            on_delete: action(def.on_delete),
            on_update: action(def.on_update),
        },
        deferral: def.deferral,
        options: Vec::new(),
    }
}

fn action(def: ActionDef) -> Action {
    match def {
        ActionDef::NoAction => Action::NoAction,
        ActionDef::Restrict => Action::Restrict,
        ActionDef::Cascade => Action::Cascade,
        ActionDef::SetNull(columns) => Action::SetNull(names(columns)),
        ActionDef::SetDefault(columns) => Action::SetDefault(names(columns)),
    }
}

/// A check.
pub(super) fn check(def: &CheckDef, place: Place) -> Constraint {
    Constraint {
        name: def.name.map(Name::from),
        place,
        kind: ConstraintKind::Check { expression: def.sql.to_owned(), no_inherit: def.no_inherit },
        deferral: crate::model::Deferral::Never,
        options: Vec::new(),
    }
}

/// An exclusion constraint.
pub(super) fn exclusion(def: &ExclusionDef, place: Place) -> Constraint {
    Constraint {
        name: def.name.map(Name::from),
        place,
        kind: ConstraintKind::Exclusion {
            method: def.method.to_owned(),
            elements: def.sql.to_owned(),
            include: names(def.include),
            predicate: def.predicate.map(str::to_owned),
        },
        deferral: def.deferral,
        options: options(def.options),
    }
}

/// The constraint with a name by convention, where it has none and there is a convention.
pub(super) fn named(made: Constraint, table: &Table, pattern: Option<&str>) -> Constraint {
    let (None, Some(pattern)) = (&made.name, pattern) else { return made };
    let columns = naming::constraint_columns(&made.kind, &table.columns);
    let referenced = match &made.kind {
        ConstraintKind::ForeignKey {
            references: Reference::Model { table, columns, .. }, ..
        } => Some((table.name.as_str(), columns.iter().map(Name::as_str).collect())),
        _ => None,
    };
    let name = naming::fill(pattern, &Parts { table: &table.name, columns, referenced });
    Constraint { name: Some(name), ..made }
}
