//! Where connections come from.

use std::error::Error;

use postgres::{Client, Config, NoTls};

/// A connection that could not be made, for whatever reason its maker has.
pub type ConnectError = Box<dyn Error + Send + Sync>;

/// Makes connections to one database. Any closure that returns a client is one.
pub trait Connect {
    /// Makes a new connection.
    ///
    /// # Errors
    ///
    /// There is no server, or it refuses.
    fn connect(&self) -> Result<Client, ConnectError>;
}

/// Connects without TLS.
impl Connect for Config {
    fn connect(&self) -> Result<Client, ConnectError> {
        Ok(Self::connect(self, NoTls)?)
    }
}

impl<F, E> Connect for F
where
    F: Fn() -> Result<Client, E>,
    E: Into<ConnectError>,
{
    fn connect(&self) -> Result<Client, ConnectError> {
        self().map_err(Into::into)
    }
}
