//! What the derive macros make, and what they refuse.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accepted;
mod cream_pie;
mod refused;
