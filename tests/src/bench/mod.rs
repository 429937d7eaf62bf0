//! What the benches share: sides that run in turn, tables as applications have them, and a count of
//! round trips.
//!
//! No figure is worth anything alone: the machine is never the same twice. So every bench measures
//! what it is about beside a peer, in the same run, and tells the ratio.

pub mod migrations;
mod sides;
mod tables;
mod trips;

pub use self::{
    sides::{Side, compare},
    tables::{create_tables, table},
    trips::Trips,
};

/// The numbers among the arguments, else `usual`; none where the program is not run as a bench, as
/// by `cargo test --benches`.
pub fn sizes(usual: &[usize]) -> Vec<usize> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Vec::new();
    }
    let given = arguments.iter().filter_map(|argument| argument.parse().ok()).collect::<Vec<_>>();
    if given.is_empty() { usual.to_vec() } else { given }
}
