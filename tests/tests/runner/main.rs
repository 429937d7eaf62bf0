//! Migration files, and running them on a real server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod embedded;
mod fault;
mod folder;
mod history;
mod killed;
mod lock;
mod outside;
mod plan;
mod pooler;
mod project;
mod proxy;
mod session;
mod shipped;
mod upgrade;
