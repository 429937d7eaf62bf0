//! Migration files, and running them on a real server.

mod project;
mod upgrade;
