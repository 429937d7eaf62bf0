//! Migration files, and running them on a real server.

mod embedded;
mod folder;
mod project;
mod upgrade;
