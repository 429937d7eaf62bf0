//! What `check`, `generate` and `verify` decide, on real databases.

mod check;
mod generate;
mod shop;
