//! Private servers and the connections to any server.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod connect;
mod harness;
mod hold;
mod persistent;
mod scratch;
mod throwaway;
mod tls;
