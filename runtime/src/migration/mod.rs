//! Migration files: SQL that a human reads and edits, one file a revision.
//!
//! ```sql
//! -- aludel:migration 1
//! -- revision: 20260731094512_index_orders
//! -- parent: 20260730080000_create_orders
//! -- message: index orders
//! -- server: 17
//!
//! -- aludel:up
//!
//! ALTER TABLE orders ADD COLUMN note text;
//!
//! -- aludel:step no-transaction
//!
//! CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note);
//!
//! -- aludel:down
//!
//! ALTER TABLE orders DROP COLUMN note;
//! ```
//!
//! * Comments that start with `aludel:` divide the file; every other comment is the reader's own.
//! * Each direction is made of steps. A step is one transaction; `-- aludel:step` begins the next,
//!   and the first needs no mark. A step marked `no-transaction` is one statement that runs outside
//!   of any.
//! * `-- aludel:down irreversible: <reason>` stands in place of a way down.
//! * The first revision has `parent: none`; a merge of two branches names a parent of each.
//! * The file is named for its revision, and `HEAD` beside it names the newest.

mod checksum;
mod directive;
mod embedded;
mod file;
mod folder;
mod graph;
mod head;
mod header;
pub(crate) mod lexer;
mod load;
mod parse;
mod place;
mod reference;
mod revision;
mod script;
mod seal;
mod split;
mod steps;
mod store;
mod timestamp;
mod transaction;
mod write;

pub use checksum::{Checksum, ChecksumError};
pub use embedded::Migrations;
pub use file::File;
pub use folder::Folder;
pub(crate) use graph::list;
pub use graph::{Graph, GraphError};
pub use head::{HEAD, HeadError};
pub use load::LoadError;
pub use parse::ParseError;
pub use place::Place;
pub use reference::{Reference, ReferenceError};
pub use revision::{Revision, RevisionError};
pub use script::{Direction, Down, Migration};
pub(crate) use seal::Seal;
pub use store::WriteError;
pub use timestamp::{EpochError, Timestamp};
