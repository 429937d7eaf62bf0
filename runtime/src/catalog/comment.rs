//! Comments.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    error::Halt,
};
use crate::{
    schema::{Comment, Fact, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const COMMENTS: Part = Part { of: "comments", query, row: read };

/// What PostgreSQL and the extensions themselves say is no one's comment.
fn query(_: ServerVersion) -> String {
    "SELECT d.classoid, d.objoid, d.objsubid, d.description
     FROM pg_description d
     LEFT JOIN pg_extension e ON e.oid = d.objoid AND d.classoid = 'pg_extension'::regclass
     WHERE CASE
       WHEN d.classoid = 'pg_namespace'::regclass
         THEN d.objoid >= 16384 OR d.description <> 'standard public schema'
       WHEN e.extname = 'plpgsql' THEN d.description <> 'PL/pgSQL procedural language'
       WHEN e.oid IS NOT NULL THEN d.description IS DISTINCT FROM
         (SELECT a.comment FROM pg_available_extensions() a WHERE a.name = e.extname)
       ELSE d.objoid >= 16384 END"
        .to_owned()
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let address =
        Address { class: fields.parse()?, object: fields.parse()?, column: fields.parse()? };
    let text = fields.text()?.to_owned();
    let Some(id) = draft.at(address) else { return Ok(()) };
    match subject(id, address) {
        Some(subject) => {
            let id = ObjectId::Comment(Box::new(subject));
            draft.schema.objects.insert(id, Object::Comment(Comment { text }));
        }
        None => draft.note_fact(Fact::Comment, "on", address, text),
    }
    Ok(())
}

/// What the comment at the address of an object is on: a constraint has an index inside, and an
/// identity a sequence.
fn subject(id: ObjectId, address: Address) -> Option<ObjectId> {
    match id {
        ObjectId::Identity(..) => Some(ObjectId::Inside(Box::new(id))),
        ObjectId::Constraint(..) if address.class == class::RELATION => {
            Some(ObjectId::Inside(Box::new(id)))
        }
        ObjectId::Namespace(_)
        | ObjectId::Extension(_)
        | ObjectId::EnumType(_)
        | ObjectId::Domain(_)
        | ObjectId::DomainConstraint(..)
        | ObjectId::Sequence(_)
        | ObjectId::Table(_)
        | ObjectId::Column(..)
        | ObjectId::NotNull(..)
        | ObjectId::Constraint(..)
        | ObjectId::Index(_) => Some(id),
        ObjectId::Default(..)
        | ObjectId::SequenceOwner(_)
        | ObjectId::Clustering(_)
        | ObjectId::ReplicaIdentity(_)
        | ObjectId::Inside(_)
        | ObjectId::Comment(_)
        | ObjectId::Unmodelled { .. } => None,
    }
}
