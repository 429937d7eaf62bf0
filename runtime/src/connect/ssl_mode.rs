//! How much a connection is protected.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The `sslmode` of libpq.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum SslMode {
    /// No encryption.
    Disable,
    /// Encryption only where the server refuses to go without.
    Allow,
    /// Encryption where the server offers it.
    #[default]
    Prefer,
    /// Encryption; the certificate is checked only where a root certificate is at hand.
    Require,
    /// Encryption, and a certificate signed by one of the roots.
    VerifyCa,
    /// The same, and the certificate is for the host that was named.
    VerifyFull,
}

impl SslMode {
    /// Whether the certificate of the server is checked.
    pub fn verifies(self) -> bool {
        self >= Self::VerifyCa
    }

    /// The word that libpq knows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Allow => "allow",
            Self::Prefer => "prefer",
            Self::Require => "require",
            Self::VerifyCa => "verify-ca",
            Self::VerifyFull => "verify-full",
        }
    }
}

impl fmt::Display for SslMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SslMode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        use SslMode::{Allow, Disable, Prefer, Require, VerifyCa, VerifyFull};

        [Disable, Allow, Prefer, Require, VerifyCa, VerifyFull]
            .into_iter()
            .find(|mode| mode.as_str() == text)
            .ok_or(())
    }
}

/// Where the roots that a certificate is checked against come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Roots {
    /// `sslrootcert=system`: those of the operating system.
    System,
    /// A file of certificates.
    File(PathBuf),
}

/// What the TLS library is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TlsSettings {
    pub(super) mode: SslMode,
    pub(super) roots: Option<Roots>,
    /// The certificate of the client and its key.
    pub(super) identity: Option<(PathBuf, PathBuf)>,
}
