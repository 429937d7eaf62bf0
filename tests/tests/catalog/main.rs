//! What the catalog reader makes of real catalogs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kinds;
mod laws;
mod locks;
mod print;
mod unmodelled;
mod versions;
