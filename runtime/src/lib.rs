//! Reversible PostgreSQL migrations from annotated Rust structs.
//!
//! The folder is the pipeline, and every arrow points one way:
//!
//! ```text
//! name quote statement version   the vocabulary
//! model/       what the derive emits: const tables, the metadata document, the SQL of the models
//! schema/      what a catalog says: objects with typed ids, and the edges between them
//! catalog/     rows -> Schema
//! change.rs    one change, both ends kept
//! diff/        two schemas -> changes; collateral; order
//! render/      ordered changes -> statements in steps
//! migration/   file text <-> Migration, the folder, the graph of revisions
//! connect/     where the target is and how to reach it
//! server/      a private PostgreSQL: found binaries, persistent or throw-away
//! scratch/     where a scratch database comes from, and its cache
//! run/         plan, lock, history, run, report
//! host/        what a project's own binary hands over and runs
//! workflow/    check, generate, verify, diff: the commands as functions
//! ```

pub mod connect;
pub mod host;
pub mod migration;
pub mod model;
pub mod name;
pub mod quote;
pub mod run;
pub mod statement;
pub mod version;

#[cfg(feature = "tooling")]
pub mod catalog;
#[cfg(feature = "tooling")]
pub mod change;
#[cfg(feature = "tooling")]
pub mod diff;
#[cfg(feature = "tooling")]
pub mod render;
#[cfg(feature = "tooling")]
pub mod schema;
#[cfg(feature = "tooling")]
pub mod scratch;
#[cfg(feature = "tooling")]
pub mod server;
#[cfg(feature = "tooling")]
mod type_name;
#[cfg(feature = "tooling")]
pub mod workflow;

#[cfg(feature = "derive")]
pub use aludel_macros::{Model, PgEnum, PgType, embed_migrations, schema};
pub use host::{hook, main, main_with};
pub use migration::Migrations;
pub use model::{Model, PgType};
pub use run::Migrator;
