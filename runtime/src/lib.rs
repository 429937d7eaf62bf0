//! Reversible PostgreSQL migrations from annotated Rust structs.
//!
//! You write tables as structs. The command line, `cargo aludel` (`cargo install cargo-aludel`),
//! compares them with your migrations and with the live database, writes the migration that is
//! missing as SQL with a way back, proves it on a scratch database, and applies it. This crate is what
//! your own packages depend on: the derive macros, and the runner for an application that brings its
//! database up itself.
//!
//! # Models
//!
//! ```
//! use aludel::{Model, PgEnum, schema};
//!
//! #[derive(Model)]
//! #[aludel(table = "app_users", has_many(Session))]
//! pub struct AppUser {
//!     #[aludel(primary_key, serial)]
//!     pub id: i32,
//!     #[aludel(type = varchar(255), index(unique))]
//!     pub email: String,
//!     #[aludel(default = "invited")]
//!     pub state: UserState,
//!     pub nickname: Option<String>,
//! }
//!
//! #[derive(PgEnum)]
//! #[aludel(name = "user_state", rename_all = "snake_case")]
//! pub enum UserState {
//!     Invited,
//!     #[aludel(renamed_from = "enabled")]
//!     Active,
//! }
//!
//! #[derive(Model)]
//! #[aludel(table = "sessions")]
//! pub struct Session {
//!     #[aludel(primary_key, serial)]
//!     pub id: i32,
//!     #[aludel(references = AppUser::id, on_delete = cascade, index)]
//!     pub user_id: i32,
//! }
//!
//! schema!(pub SCHEMA = [AppUser, Session]);
//! # assert_eq!(aludel::model::document::Document::new(&SCHEMA).unwrap().tables.len(), 2);
//! ```
//!
//! The derive macros [`Model`](derive@Model), [`PgEnum`] and [`PgType`](derive@PgType) list every key
//! of `#[aludel(...)]`. All that they make is constants: a model costs nothing when the program runs.
//!
//! `cargo aludel init` writes the binary that hands [`schema!`]'s list over: its `main` is [`main()`],
//! or [`main_with`], which makes it the migrator that a team ships. A package that has only the
//! binary of the application calls [`hook`] first in its `main`.
//!
//! # In the application
//!
//! ```no_run
//! use aludel::{Migrations, Migrator};
//!
//! # const MIGRATIONS: Migrations = Migrations::new("migrations", None, &[]);
//! # /*
//! const MIGRATIONS: Migrations = aludel::embed_migrations!("migrations");
//! # */
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let report = Migrator::new(MIGRATIONS).upgrade("postgres://app@localhost/shop")?;
//!     println!("{} migrations applied", report.done.len());
//!     Ok(())
//! }
//! ```
//!
//! Twenty pods may start at the same moment, or be killed in the middle: each migration is applied
//! once, in a transaction with its entry in the history. [`Migrator`] says what can be set, and has
//! [`upgrade_async`](Migrator::upgrade_async) for async code. That the folder is sound is checked when
//! the application is compiled.
//!
//! # Features
//!
//! | Feature | What it brings |
//! |---------|----------------|
//! | `derive` (default) | the macros |
//! | `tls` (default) | encrypted connections, by rustls |
//! | `with-chrono-0_4`, `with-jiff-0_2`, `with-time-0_3` | the types of these crates in models: dates and times |
//! | `with-uuid-1`, `with-serde_json-1`, `with-rust_decimal-1` | `Uuid`, `Value`, `Decimal` |
//! | `tooling` | what the command line is made of: catalog, diff, render, scratch databases |
//!
//! PostgreSQL 14 to 18. Rust 1.88 or newer.
//!
//! # How it is built
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
