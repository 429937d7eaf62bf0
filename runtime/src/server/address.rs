//! How to reach a server that we started.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::connect::encode;

/// Where a private server listens: a socket in a folder, and the port that names the socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub(super) socket_folder: PathBuf,
    pub(super) port: u16,
}

/// The port of a server that was not told another. It names the socket file and nothing else.
pub(super) const PORT: u16 = 5432;

/// The owner of a private cluster.
pub(super) const SUPERUSER: &str = "postgres";

impl Address {
    /// The folder that holds the socket.
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// The port, which is part of the socket's name.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The role to connect as: the superuser.
    pub fn user(&self) -> &'static str {
        SUPERUSER
    }

    /// What the driver needs to connect to one database.
    pub fn config(&self, database: &str) -> postgres::Config {
        let mut config = postgres::Config::new();
        config
            .host_path(&self.socket_folder)
            .port(self.port)
            .user(SUPERUSER)
            .dbname(database)
            .connect_timeout(Duration::from_secs(10));
        config
    }

    /// The URL of one database, as psql and every driver takes it.
    pub fn url(&self, database: &str) -> String {
        let folder = encode(&self.socket_folder.to_string_lossy());
        let database = encode(database).replace('/', "%2F");
        format!("postgresql:///{database}?host={folder}&port={}&user={SUPERUSER}", self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_survives_the_driver() {
        let address = Address { socket_folder: PathBuf::from("/tmp/a b&c"), port: PORT };
        let url = address.url("été");
        assert_eq!(url, "postgresql:///%C3%A9t%C3%A9?host=/tmp/a%20b%26c&port=5432&user=postgres");
        let config: postgres::Config = url.parse().unwrap();
        assert_eq!(config.get_dbname(), Some("été"));
        assert_eq!(config.get_hosts(), [postgres::config::Host::Unix(PathBuf::from("/tmp/a b&c"))]);
    }
}
