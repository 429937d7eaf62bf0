//! Files that hold secrets.

use std::path::Path;

/// Whether nobody but its owner may read a file.
#[cfg(unix)]
pub(super) fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    path.metadata().is_ok_and(|found| found.permissions().mode().trailing_zeros() >= 6)
}

/// Nothing to ask here: libpq does not look either.
#[cfg(not(unix))]
pub(super) fn is_private(_: &Path) -> bool {
    true
}
