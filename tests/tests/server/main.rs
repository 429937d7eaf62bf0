//! Private servers and the connections to any server.

mod connect;
mod guarded;
mod harness;
mod scratch;
mod tls;
