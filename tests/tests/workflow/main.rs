//! What `check`, `generate` and `verify` decide, on real databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adoption;
mod check;
mod cluster;
mod everything;
mod generate;
mod session;
mod shop;
