//! The laws of the diff, on a live server.

mod random;
mod scenarios;
mod values;
