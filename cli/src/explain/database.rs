//! Errors on the way to a database, and in reading it.

use aludel::{
    catalog::ReadError,
    connect::{ConnectError, TargetError},
    run::HistoryError,
    scratch::ScratchError,
    server::StartError,
};

use super::Explained;

impl Explained for TargetError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for ConnectError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}

impl Explained for ReadError {
    fn hint(&self) -> Option<String> {
        Some(self.help().to_owned())
    }
}

impl Explained for HistoryError {
    fn hint(&self) -> Option<String> {
        self.help()
    }
}

impl Explained for StartError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}

impl Explained for ScratchError {
    fn hint(&self) -> Option<String> {
        Some(self.help())
    }
}
