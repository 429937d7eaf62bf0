//! What `check`, `generate` and `verify` decide, on real databases.

mod adoption;
mod check;
mod generate;
mod shop;
