//! A PostgreSQL of our own: binaries that are found, servers that are started and surely stopped.
//!
//! ```text
//! binaries     a folder with `initdb` and `postgres`, and its version
//! discovery    the places where such folders are looked for
//! account      the user that a server runs as: PostgreSQL refuses root
//! folders      where caches and short-lived things are kept
//! process      one server process and the shell that stops it when we are gone
//! address      how to reach a server that we started
//! cluster      initdb, and the template that saves most of its time
//! throwaway    a server in memory, gone with its owner
//! home         where the data of a lasting server lies
//! persistent   a server whose data stays, shared by all who use it at once
//! ```
//!
//! Every server listens on a Unix socket in a folder that only its own user may enter.

mod account;
mod address;
mod binaries;
mod cluster;
mod discovery;
mod error;
mod folders;
mod home;
mod persistent;
mod process;
mod throwaway;

pub use self::{
    address::Address,
    binaries::{Binaries, FindError, client_program},
    error::StartError,
    persistent::Persistent,
    throwaway::Throwaway,
};
