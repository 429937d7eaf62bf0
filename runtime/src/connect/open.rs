//! The attempts that an sslmode stands for.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use postgres::config::SslMode as Driver;

use super::{
    error::ConnectError,
    ssl_mode::SslMode,
    target::{Target, host_text},
    tls::{self, Connector},
};

/// Opens a connection, in as many attempts as libpq would make.
pub(super) fn open(target: &Target) -> Result<postgres::Client, ConnectError> {
    let connector = tls::connector(target)?;
    let (first, second) = attempts(target);
    match attempt(target, first, Connector::clone(&connector)) {
        Err(error) if may_help(&error) => match second {
            // What the first attempt ran into says more, unless the second got further.
            Some(mode) => attempt(target, mode, connector).map_err(|_| error),
            None => Err(error),
        },
        outcome => outcome,
    }
}

fn attempts(target: &Target) -> (Driver, Option<Driver>) {
    // Nothing is encrypted on a socket of this machine.
    let local = target.config.get_hosts().iter().all(|host| host_text(host).starts_with('/'));
    match target.tls.mode {
        _ if local => (Driver::Disable, None),
        SslMode::Disable => (Driver::Disable, None),
        SslMode::Allow => (Driver::Disable, Some(Driver::Require)),
        SslMode::Prefer => (Driver::Prefer, Some(Driver::Disable)),
        SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => (Driver::Require, None),
    }
}

/// Whether the other kind of connection could fare better.
fn may_help(error: &ConnectError) -> bool {
    matches!(error, ConnectError::Refused { .. } | ConnectError::Tls { .. })
}

/// Makes one attempt, in a thread of its own: the driver's timeout ends with the TCP handshake, and a
/// server that accepts and then says nothing would be waited for without end.
fn attempt(
    target: &Target,
    mode: Driver,
    connector: Connector,
) -> Result<postgres::Client, ConnectError> {
    let mut config = target.config.clone();
    config.ssl_mode(mode);
    let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(1).max(1);
    let patience = config.get_connect_timeout().map(|timeout| (*timeout + MARGIN) * hosts);
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more once the time is up.
        let _ = sender.send(config.connect(connector));
    });
    let outcome = match patience {
        Some(patience) => receiver.recv_timeout(patience),
        None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match outcome {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(error)) => {
            Err(ConnectError::classify(target.to_string(), target.note.clone(), error))
        }
        Err(_) => Err(ConnectError::Timeout { target: target.to_string() }),
    }
}

/// The driver gives up first where it can, since its error says at which stage.
const MARGIN: Duration = Duration::from_millis(100);
