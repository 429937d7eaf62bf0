//! What the models want, in both prints that a server can have of it.
//!
//! A server does not always print an expression as it would print its own print: `BETWEEN` under an
//! `AND` takes two readings to settle. A database made by hand has the first print, one made by our
//! migrations has the second; both mean the same, and neither is a difference.

use super::{SourceError, Workbench};
use crate::{
    change::Edit,
    diff::{Diff, diff},
    model::document::Document,
    render,
    schema::{IdentifiedBy, Object, ObjectId, Schema},
    scratch::{Fingerprint, Likeness},
};

/// The schema of the models.
#[derive(Debug, Clone)]
pub struct Desired {
    /// As the server prints it when it reads the models.
    pub schema: Schema,
    /// As it prints it when it reads what it printed, made only when it is asked for.
    settled: Option<Schema>,
}

impl Workbench {
    /// The schema that the models describe.
    ///
    /// # Errors
    ///
    /// Their SQL does not run, or there is no scratch database.
    pub fn desired(&mut self, document: &Document) -> Result<Desired, SourceError> {
        Ok(Desired { schema: self.models(document)?, settled: None })
    }

    /// Whether objects are exactly what the models describe, as far as the cache knows; `false` says
    /// nothing.
    pub(super) fn is_desired<'a>(
        &mut self,
        document: &Document,
        objects: impl Iterator<Item = (&'a ObjectId, &'a Object)>,
    ) -> Result<bool, SourceError> {
        let version = self.scratch.version().map_err(SourceError::Scratch)?;
        let statements = document.to_sql(version)?;
        self.scratch
            .likeness(&statements, self.cache.as_ref(), &Fingerprint::of(objects))
            .map(|likeness| likeness != Likeness::Unknown)
            .map_err(SourceError::Scratch)
    }

    /// What turns a schema into the desired one. Two prints of one meaning are no difference, and
    /// neither is another version of an extension, which is the server's affair.
    ///
    /// # Errors
    ///
    /// There is no scratch database to settle the print on.
    pub fn difference(
        &mut self,
        from: &Schema,
        desired: &mut Desired,
    ) -> Result<Diff, SourceError> {
        let mut difference = diff(from, &desired.schema);
        difference.retain(|id, edit| !is_beyond_models(id, edit, &desired.schema));
        let is_altered = difference.edits.iter().any(|change| {
            matches!(change, crate::change::Change::Edit { edit: Edit::Alter { .. }, .. })
        });
        if is_altered {
            let settled = self.settled(desired)?;
            difference.retain(|id, edit| match edit {
                Edit::Alter { from, to } => {
                    settled.objects.get(id) != Some(from) && !is_another_version(from, to)
                }
                Edit::Create(_) | Edit::Drop(_) => true,
            });
        }
        Ok(difference)
    }

    fn settled<'a>(&mut self, desired: &'a mut Desired) -> Result<&'a Schema, SourceError> {
        if desired.settled.is_none() {
            desired.settled = Some(self.settle(&desired.schema)?);
        }
        Ok(desired.settled.as_ref().unwrap_or(&desired.schema))
    }

    /// Makes a schema anew from its own print.
    pub(super) fn settle(&mut self, schema: &Schema) -> Result<Schema, SourceError> {
        let nothing = self.make("an empty database", &[])?;
        let Ok(script) = render::script(&[], &diff(&nothing, schema)) else {
            // What cannot be made from nothing is reported by the one who has to change it.
            return Ok(schema.clone());
        };
        let statements = script.up.into_iter().flat_map(|step| step.statements);
        let statements = statements.map(|statement| statement.sql).collect::<Vec<_>>();
        self.make("the models in the server's print", &statements)
    }
}

/// Whether something goes that no model can ask for, and nothing that it needs goes with it.
fn is_beyond_models(id: &ObjectId, edit: &Edit<Object>, desired: &Schema) -> bool {
    let needs = match edit {
        Edit::Drop(Object::Clustering(clustering)) => Some(&clustering.index),
        Edit::Drop(Object::ReplicaIdentity(identity)) => match &identity.identified_by {
            IdentifiedBy::Index(index) => Some(index),
            IdentifiedBy::WholeRow | IdentifiedBy::Nothing => None,
        },
        _ => return false,
    };
    let stays = |id: &ObjectId| desired.objects.contains_key(id);
    id.parent().is_some_and(|table| stays(&table)) && needs.is_none_or(stays)
}

fn is_another_version(from: &Object, to: &Object) -> bool {
    match (from, to) {
        (Object::Extension(from), Object::Extension(to)) => from.namespace == to.namespace,
        _ => false,
    }
}
