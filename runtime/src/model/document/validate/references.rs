//! References from one model to another.

use super::Found;
use crate::{
    model::document::{
        Constraint, ConstraintKind, Document, KeyPart, Place, Problem, Reference, Table,
    },
    name::{Name, QualifiedName},
};

/// Judges what a table refers to, and what it says refers back.
pub(super) fn references(document: &Document, table: &Table, found: &mut Found) {
    for made in &table.constraints {
        if let Some(link) = Link::of(table, made) {
            link.judge(document, found);
        }
    }
    for child in &table.has_many {
        let (model, name) = (table.model.clone(), child.model.clone());
        let Some(other) = find(document, &child.table) else {
            let problem = Problem::UnlistedChild { model, child: name };
            found.one(problem, table.place_at(child.line));
            continue;
        };
        let refers_back = other.constraints.iter().filter_map(|made| Link::of(other, made));
        if !refers_back.into_iter().any(|link| *link.target == table.name) {
            let problem = Problem::NoReferenceBack { model, child: name };
            found.two(problem, table.place_at(child.line), other.place());
        }
    }
}

/// A foreign key to a model.
struct Link<'a> {
    table: &'a Table,
    line: u32,
    from: &'a [Name],
    model: &'a str,
    model_place: &'a Place,
    target: &'a QualifiedName,
    to: &'a [Name],
}

impl<'a> Link<'a> {
    fn of(table: &'a Table, made: &'a Constraint) -> Option<Self> {
        let ConstraintKind::ForeignKey { columns: from, references, .. } = &made.kind else {
            return None;
        };
        match references {
            Reference::Sql(_) => None,
            Reference::Model { model, place, table: target, columns: to } => {
                Some(Self { table, line: made.line, from, model, model_place: place, target, to })
            }
        }
    }

    /// The first thing that is wrong; what follows from it is not told as well.
    fn judge(&self, document: &Document, found: &mut Found) {
        if let Some(problem) = self.problem(document) {
            found.two(problem, self.table.place_at(self.line), self.model_place.clone());
        }
    }

    fn problem(&self, document: &Document) -> Option<Problem> {
        let (table, model) = (self.table.name.clone(), self.model.to_owned());
        let Some(target) = find(document, self.target) else {
            return Some(Problem::UnlistedModel { table, model });
        };
        if self.to.is_empty() {
            return Some(Problem::NoPrimaryKey { table, model });
        }
        let is_column = |name: &&Name| target.columns.iter().any(|column| column.name == **name);
        if let Some(missing) = self.to.iter().find(|name| !is_column(name)) {
            return Some(Problem::UnknownColumn {
                table,
                model,
                field: missing.as_str().to_owned(),
            });
        }
        let (here, there) = (self.from.len(), self.to.len());
        if here != there {
            return Some(Problem::ColumnCount { table, model, here, there });
        }
        if !is_unique(target, self.to) {
            let columns: Vec<_> = self.to.iter().map(Name::as_str).collect();
            return Some(Problem::NotUnique { table, model, columns: columns.join(", ") });
        }
        None
    }
}

fn find<'a>(document: &'a Document, name: &QualifiedName) -> Option<&'a Table> {
    document.tables.iter().find(|table| table.name == *name)
}

/// Whether a key of the table is over exactly these columns, in whatever order.
fn is_unique(table: &Table, columns: &[Name]) -> bool {
    let same = |key: &[&Name]| {
        key.len() == columns.len() && columns.iter().all(|column| key.contains(&column))
    };
    let by_constraint = table.constraints.iter().any(|made| match &made.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => {
            same(&columns.iter().collect::<Vec<_>>())
        }
        _ => false,
    });
    let by_index = table.indexes.iter().any(|index| {
        let keys = index.keys.iter().map(|key| match &key.part {
            KeyPart::Column(name) => Some(name),
            KeyPart::Expression(_) => None,
        });
        let keys: Option<Vec<_>> = keys.collect();
        index.unique && index.predicate.is_none() && keys.is_some_and(|keys| same(&keys))
    });
    by_constraint || by_index
}
