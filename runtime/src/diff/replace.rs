//! What cannot be altered where it stands, and what must make way for it.
//!
//! An object that is dropped and made again takes along all that depends on it, and so does a
//! column that gets another type: PostgreSQL refuses the change while such dependents exist. They
//! are dropped as they were before and made as they are to be after.

use std::collections::{BTreeMap, BTreeSet};

use super::{keys, order::OrderError, persistence, rebuilt::Rebuilt};
use crate::{
    change::{Change, Edit},
    name::{Name, QualifiedName},
    schema::{
        Column, Constraint, ConstraintKind, GeneratedKind, IdentifiedBy, Index, Object, ObjectId,
        Schema,
    },
    type_name,
    version::ServerVersion,
};

/// Returns the edits in which nothing is altered that cannot be, with everything in their way
/// dropped and made again.
pub(super) fn expand(
    edits: &[Change],
    (from, to): (&Schema, &Schema),
    rebuilt: &Rebuilt<'_>,
) -> Result<Vec<Change>, OrderError> {
    let mut closure = Closure::new(edits, (from, to), rebuilt);
    for change in edits {
        if let Change::Edit { id, edit } = change {
            closure.start(id, edit)?;
        }
    }
    for id in rebuilt.types() {
        closure.remake(id)?;
    }
    for reference in persistence::entangled(persistence::references(from, to).collect()) {
        closure.replace(reference)?;
    }
    Ok(closure.finish())
}

struct Closure<'a> {
    from: &'a Schema,
    to: &'a Schema,
    edits: BTreeMap<&'a ObjectId, &'a Edit<Object>>,
    dependents: BTreeMap<ObjectId, Vec<&'a ObjectId>>,
    rebuilt: &'a Rebuilt<'a>,
    /// Domains that are equal at both ends, over types that are made anew.
    remade: BTreeSet<&'a ObjectId>,
    replaced: BTreeSet<ObjectId>,
}

impl<'a> Closure<'a> {
    fn new(
        edits: &'a [Change],
        (from, to): (&'a Schema, &'a Schema),
        rebuilt: &'a Rebuilt<'a>,
    ) -> Self {
        let mut dependents = BTreeMap::<_, Vec<_>>::new();
        for id in from.objects.keys() {
            for on in from.dependencies(id) {
                dependents.entry(on).or_default().push(id);
            }
        }
        for (key, references) in keys::users(from) {
            let known = dependents.entry(key.clone()).or_default();
            let new = references.into_iter().filter(|id| !known.contains(id)).collect::<Vec<_>>();
            known.extend(new);
        }
        let edits = edits
            .iter()
            .filter_map(|change| match change {
                Change::Edit { id, edit } => Some((id, edit)),
                Change::Rename { .. } | Change::RenameLabel { .. } => None,
            })
            .collect();
        let (remade, replaced) = (BTreeSet::new(), BTreeSet::new());
        Self { from, to, edits, dependents, rebuilt, remade, replaced }
    }

    fn start(&mut self, id: &ObjectId, edit: &Edit<Object>) -> Result<(), OrderError> {
        match edit {
            Edit::Drop(_) => self.make_way(id),
            Edit::Alter { from, to } if !in_place(self.to.version, from, to) => self.replace(id),
            Edit::Alter { from: Object::Column(from), to: Object::Column(to) } => {
                self.retype(id, from, to)
            }
            Edit::Alter { .. } if self.rebuilt.contains(id) => self.rebuild(id),
            Edit::Create(_) | Edit::Alter { .. } => Ok(()),
        }
    }

    /// Drops an object and makes it again, and first whatever depends on it.
    fn replace(&mut self, id: &ObjectId) -> Result<(), OrderError> {
        if self.replaced.insert(id.clone()) { self.make_way(id) } else { Ok(()) }
    }

    /// Replaces what stays although `id`, on which it depends, goes.
    fn make_way(&mut self, id: &ObjectId) -> Result<(), OrderError> {
        for dependent in self.dependents.get(id).cloned().unwrap_or_default() {
            if matches!(dependent, ObjectId::Unmodelled { .. }) {
                let leaves = |id: &ObjectId| !self.to.objects.contains_key(id);
                if leaves(id) && leaves(dependent) && dependent.hangs_on(id) {
                    continue;
                }
                return Err(blocked(dependent, id));
            }
            match self.edits.get(dependent) {
                Some(Edit::Drop(_)) => {}
                // An alteration runs first, unless it leads back to what is being replaced.
                Some(Edit::Alter { .. }) if self.moves_away(dependent, id) => {}
                _ => self.replace(dependent)?,
            }
        }
        Ok(())
    }

    /// Whether altering an object frees it of `id`. A foreign key keeps to the key that it has found.
    fn moves_away(&self, dependent: &ObjectId, id: &ObjectId) -> bool {
        !matches!(dependent, ObjectId::Constraint(..))
            && !self.to.dependencies(dependent).any(|on| on == *id)
    }

    /// Clears the way for `ALTER COLUMN … TYPE`.
    fn retype(&mut self, id: &ObjectId, from: &Column, to: &Column) -> Result<(), OrderError> {
        if from.data_type == to.data_type && from.collation == to.collation {
            return Ok(());
        }
        let kind = |column: &Column| {
            (type_name::base(&column.data_type), type_name::is_array(&column.data_type))
        };
        let another_base = kind(from) != kind(to);
        self.clear_column(id, another_base)
    }

    fn clear_column(&mut self, id: &ObjectId, another_base: bool) -> Result<(), OrderError> {
        for dependent in self.dependents.get(id).cloned().unwrap_or_default() {
            if self.stands_in_the_way(dependent, id, another_base) {
                if matches!(dependent, ObjectId::Unmodelled { .. }) {
                    return Err(blocked(dependent, id));
                }
                if !matches!(self.edits.get(dependent), Some(Edit::Drop(_))) {
                    self.replace(dependent)?;
                }
            }
        }
        Ok(())
    }

    /// Whether a dependent of a column keeps the column from getting another type.
    fn stands_in_the_way(
        &self,
        dependent: &ObjectId,
        column: &ObjectId,
        another_base: bool,
    ) -> bool {
        match (dependent, self.from.objects.get(dependent)) {
            (ObjectId::Unmodelled { .. }, _) => !dependent.hangs_on(column),
            (ObjectId::Column(..), _) => true,
            (ObjectId::Default(..), _) => another_base,
            (_, Some(Object::Constraint(constraint))) => {
                another_base && constraint.kind == ConstraintKind::ForeignKey
            }
            _ => false,
        }
    }

    /// Makes a type anew that is equal at both ends, because of what is below it or about it.
    fn remake(&mut self, id: &'a ObjectId) -> Result<(), OrderError> {
        let edited = matches!(self.edits.get(id), Some(Edit::Alter { .. }));
        if !edited && self.remade.insert(id) { self.rebuild(id) } else { Ok(()) }
    }

    /// Clears the way for a type that is made anew under its old name.
    fn rebuild(&mut self, id: &ObjectId) -> Result<(), OrderError> {
        for dependent in self.dependents.get(id).cloned().unwrap_or_default() {
            match dependent {
                ObjectId::Column(table, column) if !self.is_generated(table, column) => {
                    self.clear_column(dependent, true)?;
                }
                ObjectId::Unmodelled { .. } => return Err(blocked(dependent, id)),
                ObjectId::Comment(_) if self.edits.contains_key(dependent) => {}
                ObjectId::Domain(_) if self.rebuilt.contains(dependent) => {
                    self.remake(dependent)?;
                }
                _ if matches!(self.edits.get(dependent), Some(Edit::Drop(_))) => {}
                _ => self.replace(dependent)?,
            }
        }
        Ok(())
    }

    fn is_generated(&self, table: &QualifiedName, column: &Name) -> bool {
        let id = ObjectId::Column(table.clone(), column.clone());
        matches!(self.from.objects.get(&id), Some(Object::Column(column)) if column.generated.is_some())
    }

    fn finish(self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, edit) in &self.edits {
            if !self.replaced.contains(*id) {
                changes.push(Change::Edit { id: (*id).clone(), edit: (*edit).clone() });
            }
        }
        for id in self.remade {
            if let (Some(from), Some(to)) = (self.from.objects.get(id), self.to.objects.get(id)) {
                let edit = Edit::Alter { from: from.clone(), to: to.clone() };
                changes.push(Change::Edit { id: id.clone(), edit });
            }
        }
        for id in &self.replaced {
            let before = self.from.objects.get(id).cloned().map(Edit::Drop);
            let after = self.to.objects.get(id).cloned().map(Edit::Create);
            for edit in before.into_iter().chain(after) {
                changes.push(Change::Edit { id: id.clone(), edit });
            }
        }
        changes
    }
}

fn blocked(object: &ObjectId, by: &ObjectId) -> OrderError {
    OrderError::Blocked { object: Box::new(object.clone()), by: Box::new(by.clone()) }
}

/// Whether PostgreSQL can turn one into the other without dropping it.
fn in_place(version: ServerVersion, from: &Object, to: &Object) -> bool {
    match (from, to) {
        (Object::Column(from), Object::Column(to)) => column_in_place(version, from, to),
        (Object::Constraint(from), Object::Constraint(to)) => constraint_in_place(from, to),
        (Object::Index(from), Object::Index(to)) => index_in_place(from, to),
        (Object::DomainConstraint(from), Object::DomainConstraint(to)) => {
            from.definition == to.definition && to.validated
        }
        (Object::NotNull(from), Object::NotNull(to)) => to.validated || !from.validated,
        // The index of before may have to go long before that of after can come.
        (Object::Clustering(_), _) => false,
        (Object::ReplicaIdentity(from), _) => !matches!(from.identified_by, IdentifiedBy::Index(_)),
        _ => true,
    }
}

fn column_in_place(version: ServerVersion, from: &Column, to: &Column) -> bool {
    match (&from.generated, &to.generated) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some(from), None) => from.kind == GeneratedKind::Stored,
        (Some(from), Some(to)) => from == to || (from.kind == to.kind && version.major() >= 17),
    }
}

fn constraint_in_place(from: &Constraint, to: &Constraint) -> bool {
    let Constraint {
        kind,
        definition,
        columns,
        references,
        deferral,
        validated,
        index_options: _, // `ALTER INDEX … SET`
    } = from;
    let same_deferral = *deferral == to.deferral || *kind == ConstraintKind::ForeignKey;
    (*kind, definition, columns, references)
        == (to.kind, &to.definition, &to.columns, &to.references)
        && same_deferral
        && (to.validated || !validated)
}

fn index_in_place(from: &Index, to: &Index) -> bool {
    let settled = |index: &Index| {
        let mut index = index.clone();
        index.options.clear();
        for key in &mut index.keys {
            key.statistics = None;
        }
        index
    };
    settled(from) == settled(to)
}
