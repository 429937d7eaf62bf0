//! What the catalog reader makes of real catalogs.

mod kinds;
mod print;
