//! A database that can be connected to.

#[cfg(feature = "tooling")]
use std::borrow::Cow;
use std::fmt;

use postgres::config::Host;

use super::{
    conninfo::encode,
    environment::Origin,
    error::ConnectError,
    open,
    ssl_mode::{Roots, TlsSettings},
};

/// A database that can be connected to.
///
/// `Display` and `Debug` show it without its password.
#[derive(Clone)]
pub struct Target {
    pub(super) config: postgres::Config,
    pub(super) tls: TlsSettings,
    /// Why a password that was expected to be found was not.
    pub(super) note: Option<String>,
    pub(super) origin: Origin,
}

impl Target {
    /// A database of a server of our own.
    #[cfg(feature = "tooling")]
    pub(crate) fn local(config: &postgres::Config, origin: Origin) -> Self {
        let tls = TlsSettings { mode: super::SslMode::Disable, roots: None, identity: None };
        let mut config = config.clone();
        config.application_name("aludel");
        Self { config, tls, note: None, origin }
    }

    /// Opens a connection.
    ///
    /// # Errors
    ///
    /// Whatever keeps the server from being reached or makes it refuse, as an error that tells what
    /// to do.
    pub fn connect(&self) -> Result<postgres::Client, ConnectError> {
        open::open(self)
    }

    /// Where the target was named.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        // libpq and the server agree on the user's name as the default.
        self.config.get_dbname().or_else(|| self.config.get_user()).unwrap_or_default()
    }

    /// The role that it connects as.
    pub fn user(&self) -> &str {
        self.config.get_user().unwrap_or_default()
    }

    /// Another database of the same server, reached in the same way.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        let mut target = self.clone();
        target.config.dbname(name);
        target
    }

    /// The URL with the password in it, for the environment of another program and never for a
    /// message.
    pub fn secret_url(&self) -> String {
        self.complete_url(self.config.get_password())
    }

    /// The URL with all that another program needs but the password, for its command line.
    #[cfg(feature = "tooling")]
    pub(crate) fn public_url(&self) -> String {
        self.complete_url(None)
    }

    /// The password, for the environment of another program.
    #[cfg(feature = "tooling")]
    pub(crate) fn password(&self) -> Option<Cow<'_, str>> {
        self.config.get_password().map(String::from_utf8_lossy)
    }

    fn complete_url(&self, password: Option<&[u8]>) -> String {
        let mut url = self.url(password);
        let mut add = |key: &str, value: &str| {
            let lead = if url.contains('?') { '&' } else { '?' };
            url.push(lead);
            url.push_str(&[key, "=", &encode(value)].concat());
        };
        add("sslmode", self.tls.mode.as_str());
        match &self.tls.roots {
            Some(Roots::System) => add("sslrootcert", "system"),
            Some(Roots::File(path)) => add("sslrootcert", &path.to_string_lossy()),
            None => {}
        }
        if let Some((certificate, key)) = &self.tls.identity {
            add("sslcert", &certificate.to_string_lossy());
            add("sslkey", &key.to_string_lossy());
        }
        if let Some(options) = self.config.get_options() {
            add("options", options);
        }
        url
    }

    fn url(&self, password: Option<&[u8]>) -> String {
        let mut url = format!("postgres://{}", encode(self.user()));
        if let Some(password) = password {
            url.push(':');
            url.push_str(&encode(&String::from_utf8_lossy(password)).replace('/', "%2F"));
        }
        url.push('@');
        let hosts: Vec<String> = self.config.get_hosts().iter().map(host_text).collect();
        let sockets = hosts.iter().any(|host| host.starts_with('/'));
        if !sockets {
            url.push_str(&self.authority(&hosts));
        }
        url.push('/');
        url.push_str(&encode(self.database()).replace('/', "%2F"));
        if sockets {
            let ports: Vec<String> = self.config.get_ports().iter().map(u16::to_string).collect();
            url.push_str(&["?host=", &encode(&hosts.join(","))].concat());
            if !ports.is_empty() {
                url.push_str(&["&port=", &ports.join(",")].concat());
            }
        }
        url
    }

    fn authority(&self, hosts: &[String]) -> String {
        let ports = self.config.get_ports();
        let part = |(index, host): (usize, &String)| {
            let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
            match ports.get(index).or(ports.first()) {
                Some(port) => format!("{host}:{port}"),
                None => host,
            }
        };
        hosts.iter().enumerate().map(part).collect::<Vec<_>>().join(",")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url(None))
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Target")
            .field("url", &self.url(None))
            .field("tls", &self.tls)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

/// The name or address of a host, or the folder of its socket.
pub(super) fn host_text(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.to_string_lossy().into_owned(),
    }
}
