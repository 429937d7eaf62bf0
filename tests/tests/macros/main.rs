//! What the derive macros make, and what they refuse.

mod cream_pie;
mod refused;
