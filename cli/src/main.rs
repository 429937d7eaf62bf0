//! The entry point of `cargo aludel`.

fn main() {}
