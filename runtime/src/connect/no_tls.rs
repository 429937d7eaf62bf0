//! Connections without encryption, where the feature `tls` is off.

use super::{error::ConnectError, ssl_mode::SslMode, target::Target};

pub(super) type Connector = postgres::NoTls;

/// Refuses a target that must be encrypted.
pub(super) fn connector(target: &Target) -> Result<Connector, ConnectError> {
    match target.tls.mode {
        SslMode::Disable | SslMode::Allow | SslMode::Prefer => Ok(postgres::NoTls),
        _ => Err(ConnectError::TlsUnavailable { target: target.to_string() }),
    }
}
