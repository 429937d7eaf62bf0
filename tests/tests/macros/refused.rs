//! Every mistake that the grammar allows is refused, at its own place, with a way out.
//!
//! `TRYBUILD=overwrite cargo test -p aludel-tests --test macros` writes the expected messages anew.

#[test]
fn mistakes_are_refused_at_their_place() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}
