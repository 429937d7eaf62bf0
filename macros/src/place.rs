//! Where in the source a token is.

use proc_macro2::Span;

/// The line of a token, from 1; 0 outside of a compiler.
pub(crate) fn line(span: Span) -> u32 {
    if proc_macro::is_available() {
        u32::try_from(span.unwrap().line()).unwrap_or(u32::MAX)
    } else {
        0
    }
}

/// The file of a token, as rustc was given it; empty outside of a compiler.
pub(crate) fn file(span: Span) -> String {
    if proc_macro::is_available() { span.unwrap().file() } else { String::new() }
}

/// The place of a token for code that we write: errors point there, and lints know that no human
/// wrote it.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}
