//! Domains and their constraints.

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    error::Halt,
    namespace::members_in,
};
use crate::{
    schema::{Domain, DomainConstraint, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const DOMAINS: Part = Part { of: "domains", query: query_domains, row: read_domain };

pub(super) const CONSTRAINTS: Part =
    Part { of: "constraints of domains", query: query_constraints, row: read_constraint };

/// Those of the system and of extensions as well: an index needs to know what they stand for.
fn query_domains(_: ServerVersion) -> String {
    format!(
        "SELECT d.oid, d.typbasetype, d.oid IN {}, d.typnamespace, d.typname,
           format_type(d.typbasetype, d.typtypmod),
           CASE WHEN d.typcollation <> b.typcollation THEN d.typcollation::regcollation::text END,
           pg_get_expr(d.typdefaultbin, 0), d.typnotnull
         FROM pg_type d JOIN pg_type b ON b.oid = d.typbasetype WHERE d.typtype = 'd'",
        members_in("pg_type")
    )
}

fn read_domain(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, base, of_extension) = (fields.parse()?, fields.parse()?, fields.flag()?);
    draft.domains.insert(oid, base);
    let (namespace, name) = (fields.parse()?, fields.text()?);
    let Some(name) = draft.qualify(namespace, name).filter(|_| !of_extension) else {
        return Ok(());
    };
    let id = ObjectId::Domain(name);
    let domain = Domain {
        base_type: fields.text()?.to_owned(),
        collation: fields.optional()?.map(str::to_owned),
        default: fields.optional()?.map(str::to_owned),
        not_null: fields.flag()?,
    };
    draft.place(Address::whole(class::TYPE, oid), id, Object::Domain(domain));
    Ok(())
}

fn query_constraints(_: ServerVersion) -> String {
    "SELECT oid, contypid, conname, convalidated, pg_get_constraintdef(oid)
     FROM pg_constraint WHERE contypid >= 16384 AND contype = 'c'"
        .to_owned()
}

fn read_constraint(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, domain) = (fields.parse()?, fields.parse()?);
    let (name, validated) = (fields.name()?, fields.flag()?);
    let definition = fields.optional()?.ok_or(Halt::Vanished { source: None })?;
    let domain = draft.at(Address::whole(class::TYPE, domain));
    let Some(ObjectId::Domain(domain)) = domain else { return Ok(()) };
    let id = ObjectId::DomainConstraint(domain, name);
    let definition = definition.strip_suffix(" NOT VALID").unwrap_or(definition).to_owned();
    let object = Object::DomainConstraint(DomainConstraint { definition, validated });
    draft.place(Address::whole(class::CONSTRAINT, oid), id, object);
    Ok(())
}
