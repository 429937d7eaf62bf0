//! The server's version, as far as it decides what SQL can be written.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `server_version_num`: 150018 is 15.18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServerVersion(u32);

impl ServerVersion {
    /// Takes the number that `SHOW server_version_num` prints.
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The number that `SHOW server_version_num` prints.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The major version, 14 to 18 and later.
    pub const fn major(self) -> u32 {
        self.0 / 10_000
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major(), self.0 % 10_000)
    }
}
