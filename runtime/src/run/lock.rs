//! One runner at a time for each history.
//!
//! The lock is polled. Waiting inside `pg_advisory_lock` would hold a snapshot, and the holder's
//! CREATE INDEX CONCURRENTLY would wait for that snapshot: a deadlock that leaves an invalid index.
//!
//! Two keys are held, on two connections. The first is on a connection of its own, so that nothing
//! that a migration runs can let go of it. The second is on the connection that runs the
//! migrations: when a runner is killed, the server may go on for hours with the statement it was
//! given, and this key keeps the next runner away until that statement has ended.

use std::fmt;
use std::time::{Duration, Instant};

use postgres::Client;
use postgres::types::Type;
use sha2::{Digest as _, Sha256};

use crate::run::backoff::Backoff;
use crate::run::history::HistoryTable;
use crate::run::observer::{Event, Observer};

/// A lock that was not obtained.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// Another run held it until the patience ended.
    #[error(
        "another run holds the lock of this database, waited {} s{}",
        waited.as_secs(),
        holder.as_ref().map(|holder| format!(": {holder}")).unwrap_or_default()
    )]
    Held {
        /// Who, as far as the server tells.
        holder: Option<Holder>,
        /// How long was waited.
        waited: Duration,
    },
    /// The connection goes through a pooler that gives each transaction another session, so that
    /// no lock of a session can hold.
    #[error("the connection goes through a pooler in transaction mode, where no lock holds")]
    TransactionPooling,
    /// The server does not answer as it should.
    #[error("cannot ask for the lock")]
    Ask(#[source] postgres::Error),
}

impl LockError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Held { holder: Some(holder), .. } => Some(format!(
                "wait for it to end, or end it: SELECT pg_terminate_backend({})",
                holder.pid
            )),
            Self::TransactionPooling => Some(
                "run migrations over a direct connection to the server, or one pooled by session"
                    .into(),
            ),
            _ => None,
        }
    }
}

/// The session that holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its process on the server.
    pub pid: i32,
    /// Its role.
    pub role: Option<String>,
    /// The name that its program gave itself.
    pub application: Option<String>,
    /// The address that it came from; none over a local socket.
    pub address: Option<String>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {}", self.pid)?;
        let named = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        named(&self.role).iter().try_for_each(|role| write!(f, " of role {role}"))?;
        named(&self.application).iter().try_for_each(|name| write!(f, ", application {name}"))?;
        named(&self.address).iter().try_for_each(|address| write!(f, ", from {address}"))
    }
}

/// Which of the two keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// On the connection of its own.
    Runner,
    /// On the connection that runs the migrations.
    Worker,
}

impl Key {
    /// Advisory locks are apart for each database; within one, the history tells projects apart.
    pub(crate) fn number(self, table: &HistoryTable) -> i64 {
        let mut hash = Sha256::new_with_prefix("aludel lock 1");
        hash.update(match self {
            Self::Runner => b"R",
            Self::Worker => b"W",
        });
        hash.update(table.to_string());
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash.finalize()[..8]);
        i64::from_be_bytes(bytes)
    }
}

/// Polls for a key until it is obtained or the patience ends; the session then holds it to its end.
pub(crate) fn obtain(
    client: &mut Client,
    key: i64,
    wait: Duration,
    observer: &mut dyn Observer,
) -> Result<(), LockError> {
    let start = Instant::now();
    let mut backoff = Backoff::new(Duration::from_millis(25), Duration::from_secs(2));
    let mut told: Option<Option<Holder>> = None;
    while !try_lock(client, key)? {
        let holder = holder(client, key)?;
        if start.elapsed() >= wait {
            return Err(LockError::Held { holder, waited: wait });
        }
        if told.as_ref() != Some(&holder) {
            observer.event(&Event::Waiting { holder: holder.as_ref() });
            told = Some(holder);
        }
        std::thread::sleep(backoff.pause().min(wait.saturating_sub(start.elapsed())));
    }
    Ok(())
}

fn try_lock(client: &mut Client, key: i64) -> Result<bool, LockError> {
    let row = client
        .query_typed_one("SELECT pg_try_advisory_lock($1)", &[(&key, Type::INT8)])
        .map_err(LockError::Ask)?;
    row.try_get(0).map_err(LockError::Ask)
}

/// Asks who holds a key; nobody is an answer, since the holder may just have ended.
fn holder(client: &mut Client, key: i64) -> Result<Option<Holder>, LockError> {
    let sql = "SELECT l.pid, a.usename::text, a.application_name, host(a.client_addr) \
               FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid \
               WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
               AND (l.classid::bigint << 32 | l.objid::bigint) = $1";
    let row = client.query_typed_opt(sql, &[(&key, Type::INT8)]).map_err(LockError::Ask)?;
    let Some(row) = row else { return Ok(None) };
    let read = || -> Result<Holder, postgres::Error> {
        Ok(Holder {
            pid: row.try_get(0)?,
            role: row.try_get(1)?,
            application: row.try_get(2)?,
            address: row.try_get(3)?,
        })
    };
    read().map(Some).map_err(LockError::Ask)
}
