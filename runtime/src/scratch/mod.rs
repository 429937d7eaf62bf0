//! Scratch databases: what is not a database yet is loaded into one and read back.
//!
//! ```text
//! source     where scratch databases come from, and the schema of a list of statements
//! place      a server that takes them, connected to
//! create     the SQL that makes one like the target
//! leftover   names that tell whose they are, so that those of killed runs can go
//! database   one scratch database
//! session    the settings under which statements run there
//! cluster    statements that act on the whole server, which is to be another than the target's
//! cache      schemas by the hash of what they were made from
//! fingerprint  whether a schema is one in the cache, without reading that
//! ```
//!
//! Nothing is started and nothing is connected to before the first scratch database is asked for,
//! so that an answer from the cache costs no server.

mod cache;
mod cluster;
mod create;
mod database;
mod error;
mod fingerprint;
mod leftover;
mod place;
mod session;
mod source;

pub use self::{
    cache::{Cache, Key, Likeness},
    database::ScratchDatabase,
    error::ScratchError,
    fingerprint::Fingerprint,
    source::Scratch,
};
pub(crate) use session::renewal;
