//! What a project's own binary does for `cargo aludel`, and on its own.

/// The environment variable that names the file for the document of the models.
pub const DOCUMENT: &str = "ALUDEL_DOCUMENT";
