//! Private servers: found, started, shared, and surely stopped.

mod harness;
