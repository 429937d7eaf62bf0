//! Where the target database is, and how to reach it.
//!
//! ```text
//! environment    variables, and the `.env` file that stands in for them
//! conninfo       connection strings: what the driver does not know itself
//! password_file  `~/.pgpass`
//! service_file   `~/.pg_service.conf`
//! resolve        the sources put together in libpq's order
//! target         a database that can be connected to, shown without its password
//! open           the attempts that an sslmode stands for
//! tls            rustls as libpq would use its own library
//! error          why there is no connection, and what to do about it
//! ```
//!
//! A connection string is looked for where psql and the other tools look: the one that the user
//! gives, then `DATABASE_URL`, then `.env`, then the `PG*` variables of libpq. What a string leaves
//! out comes from the `PG*` variables and the password file.
//!
//! ```no_run
//! use aludel::connect::{Environment, Target};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let environment = Environment::of_process(&std::env::current_dir()?);
//! if let Some(target) = Target::resolve(None, &environment)? {
//!     println!("{target}, {}", target.origin()); // never shows the password
//!     let mut client = target.connect()?;
//!     client.simple_query("SELECT 1")?;
//! }
//! # Ok(())
//! # }
//! ```

mod conninfo;
mod environment;
mod error;
mod open;
mod password_file;
mod private_file;
mod resolve;
mod service_file;
mod ssl_mode;
mod target;
#[cfg(not(feature = "tls"))]
#[path = "no_tls.rs"]
mod tls;
#[cfg(feature = "tls")]
mod tls;
#[cfg(feature = "tls")]
mod verifier;

#[cfg(feature = "tooling")]
pub(crate) use self::conninfo::encode;
pub use self::{
    environment::{Environment, Origin},
    error::{ConnectError, TargetError},
    ssl_mode::SslMode,
    target::Target,
};
