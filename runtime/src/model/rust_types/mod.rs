//! The PostgreSQL types of Rust's own types and of well-known crates.

mod number;
mod standard;
mod text;

#[cfg(feature = "with-chrono-0_4")]
mod chrono_04;
#[cfg(feature = "with-jiff-0_2")]
mod jiff_02;
#[cfg(feature = "with-rust_decimal-1")]
mod rust_decimal_1;
#[cfg(feature = "with-serde_json-1")]
mod serde_json_1;
#[cfg(feature = "with-time-0_3")]
mod time_03;
#[cfg(feature = "with-uuid-1")]
mod uuid_1;
