//! The PostgreSQL types of Rust's own types and of well-known crates.

mod number;
mod standard;
mod text;
