//! Everything else that a user can create: named, so that nothing is silent, with a definition that
//! tells whether two of them differ.
//!
//! There are objects of their own (a function, a policy), and facts about objects (who owns it, who
//! may use it). Each file gives `SELECT`s of one of the two shapes, which become one query each. A
//! definition holds no OID, so that it compares across databases.

mod access;
mod foreign;
mod language;
mod operator;
mod relation;
mod replication;
mod routine;
mod text_search;
mod types;

pub(super) use self::access::{NO_PRIVILEGES, privileges};
use super::{
    Draft, Fields, Part, address::Address, draft::Target, error::Halt, lock::with_blocked,
};
use crate::{
    schema::{Fact, Object, ObjectId, Unmodelled},
    version::ServerVersion,
};

pub(super) const OBJECTS: Part =
    Part { of: "objects that are not modelled", query: query_objects, row: read_object };

pub(super) const FACTS: Part =
    Part { of: "facts that are not modelled", query: query_facts, row: read_fact };

/// After `=`: the schemas whose objects are a user's; those of a session do not count. As an array it
/// costs the planner less than as a join, and there are many of it.
const USER_NAMESPACES: &str = "ANY (ARRAY(SELECT oid FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'))";

/// Each `SELECT` gives the kind, the catalog, the OID; the owner, the privileges and the letter that
/// `acldefault` knows the kind by, as far as there are such; the locked relation because of which the
/// definition is withheld, and the definition.
fn query_objects(version: ServerVersion) -> String {
    let selects: Vec<String> = [
        routine::objects(version),
        relation::objects(version),
        types::objects(version),
        operator::objects(version),
        text_search::objects(version),
        language::objects(version),
        foreign::objects(version),
        replication::objects(version),
        access::objects(version),
    ]
    .concat();
    format!(
        "{} SELECT kind, classid, objid, (pg_identify_object(classid, objid, 0)).identity,
           {}, {}, blocker, definition
         FROM ({}) o (kind, classid, objid, owner, acl, letter, blocker, definition)
         WHERE (classid, objid) NOT IN (SELECT classid, objid FROM pg_depend
           WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e')",
        with_blocked(),
        access::other_owner("owner"),
        access::other_privileges("acl", "letter::\"char\"", "owner"),
        selects.join("\nUNION ALL ")
    )
}

fn read_object(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let kind = fields.text()?.to_owned();
    let address = Address::whole(fields.parse()?, fields.parse()?);
    // There is none if the object has been dropped since the snapshot.
    let identity = fields.optional()?.ok_or(Halt::Vanished { source: None })?.to_owned();
    let (owner, grants) = (fields.optional()?, fields.optional()?);
    let definition = fields.expression()?.to_owned();
    let id = ObjectId::Unmodelled { kind, identity };
    draft.place(address, id, Object::Unmodelled(Unmodelled { definition }));
    for (fact, preposition, text) in [(Fact::Owner, "of", owner), (Fact::Grants, "on", grants)] {
        if let Some(text) = text {
            draft.note_fact(fact, preposition, address, text.to_owned());
        }
    }
    Ok(())
}

/// Each `SELECT` gives the kind, a preposition, the catalog, the OID, the column and the definition.
fn query_facts(version: ServerVersion) -> String {
    let selects = [relation::facts(version), types::facts(version), access::facts(version)];
    selects.concat().join("\nUNION ALL ")
}

fn read_fact(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let words = fields.text()?;
    let fact = Fact::named(words).ok_or_else(|| fields.malformed(Some(words)))?;
    let preposition = fields.text()?;
    let address =
        Address { class: fields.parse()?, object: fields.parse()?, column: fields.parse()? };
    draft.note_fact(fact, preposition, address, fields.text()?.to_owned());
    Ok(())
}

impl Draft {
    /// Places a fact about what stands at an address, if something does.
    pub(super) fn note_fact(
        &mut self,
        fact: Fact,
        preposition: &str,
        about: Address,
        definition: String,
    ) {
        let Some(words) = self.describe(about) else { return };
        let identity = format!("{preposition} {words}");
        let id = ObjectId::Unmodelled { kind: fact.words().to_owned(), identity };
        self.depends(id.clone(), vec![Target::At(about)]);
        self.schema.objects.insert(id, Object::Unmodelled(Unmodelled { definition }));
    }
}
