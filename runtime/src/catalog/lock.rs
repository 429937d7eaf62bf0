//! How a read keeps out of the way of locks.
//!
//! Some texts (checks, expressions, predicates, views) are printed by functions that take
//! `AccessShareLock` on the relation, and would wait behind an `ALTER TABLE` that runs or that waits
//! itself. They are asked for only where nobody holds or awaits the one lock that conflicts, and
//! `lock_timeout` bounds what is left of the race.

use postgres::{Client, SimpleQueryMessage};

use super::{Fields, ReadError};

/// `WITH` the relations of this database that another session locks, or waits to lock, against
/// readers.
pub(super) const WITH_LOCKED: &str = "\
WITH locked AS MATERIALIZED (
  SELECT DISTINCT relation FROM pg_locks
  WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid IS DISTINCT FROM pg_backend_pid())";

/// The same, and one such relation for each object that is one or refers to one.
pub(super) fn with_blocked() -> String {
    format!(
        "{WITH_LOCKED}, blocked AS MATERIALIZED (
           SELECT DISTINCT ON (classid, objid) * FROM (
             SELECT 'pg_class'::regclass::oid AS classid, relation AS objid, relation FROM locked
             UNION ALL
             SELECT d.classid, d.objid, l.relation FROM locked l
             JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = l.relation
           ) o)"
    )
}

/// Names who locks `relation`, or any relation if none is given; `None` if the lock has gone.
pub(super) fn holder(
    client: &mut Client,
    relation: Option<u32>,
) -> Result<Option<ReadError>, ReadError> {
    let which = relation.map_or_else(|| "true".to_owned(), |oid| format!("l.relation = {oid}"));
    let answer = client.simple_query(&format!(
        "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                coalesce(l.pid, 0), coalesce(a.query, '')
         FROM pg_catalog.pg_locks l
         JOIN pg_catalog.pg_class c ON c.oid = l.relation
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
         WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND {which}
           AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
           AND l.pid IS DISTINCT FROM pg_backend_pid()
         ORDER BY l.granted DESC, l.pid LIMIT 1"
    ))?;
    let row = answer.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let Some(row) = row else { return Ok(None) };
    let mut fields = Fields::new("locks", row);
    Ok(Some(ReadError::Locked {
        relation: fields.text()?.to_owned(),
        process: fields.parse()?,
        query: fields.text()?.to_owned(),
    }))
}
