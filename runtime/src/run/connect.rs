//! Where the connections of a run come from.

use std::error::Error;

use postgres::{Client, Config, NoTls};

use crate::connect::{ConnectError, Environment, Target, TargetError};

/// Why there is no connection: whatever error its maker has.
pub type NoConnection = Box<dyn Error + Send + Sync>;

/// Makes connections to one database: a [`Target`], its URL, or a driver's `Config`, which
/// connects without encryption.
///
/// A run opens a second one when it has something to do, so a single client would not serve.
///
/// Each step begins with the settings that the session started with. What an implementation sets
/// on a connection afterwards, such as a role, is gone after the first step; it belongs into the
/// startup options: `options=-c role=owner`.
pub trait Connect {
    /// Opens a connection.
    ///
    /// # Errors
    ///
    /// There is no server, or it refuses.
    fn connect(&self) -> Result<Client, NoConnection>;
}

impl Connect for Target {
    fn connect(&self) -> Result<Client, NoConnection> {
        Ok(Self::connect(self)?)
    }
}

impl Connect for Config {
    fn connect(&self) -> Result<Client, NoConnection> {
        Ok(Self::connect(self, NoTls)?)
    }
}

/// A URL, or keywords as libpq reads them; what it leaves out comes from the environment.
impl Connect for str {
    fn connect(&self) -> Result<Client, NoConnection> {
        // Without a current folder there is no `.env` to look for.
        let folder = std::env::current_dir().unwrap_or_default();
        let environment = Environment::of_process(&folder);
        Ok(Target::parse(self, &environment)?.connect()?)
    }
}

impl Connect for String {
    fn connect(&self) -> Result<Client, NoConnection> {
        self.as_str().connect()
    }
}

impl<T: Connect + ?Sized> Connect for &T {
    fn connect(&self) -> Result<Client, NoConnection> {
        (**self).connect()
    }
}

/// What to do about a connection that was not made, where its maker says.
pub(crate) fn help(error: &NoConnection) -> Option<String> {
    let connect = error.downcast_ref::<ConnectError>().map(ConnectError::help);
    connect.or_else(|| Some(error.downcast_ref::<TargetError>()?.help().to_owned()))
}
