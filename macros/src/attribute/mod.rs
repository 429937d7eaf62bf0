//! Reading `#[aludel(...)]`: one file for each carrier and for each value that has a grammar.

pub(crate) mod builtin;
pub(crate) mod check;
pub(crate) mod column;
pub(crate) mod columns;
pub(crate) mod default;
pub(crate) mod described;
pub(crate) mod enum_type;
pub(crate) mod exclusion;
pub(crate) mod foreign_key;
pub(crate) mod identity;
pub(crate) mod index;
pub(crate) mod item;
pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod newtype;
pub(crate) mod once;
pub(crate) mod options;
pub(crate) mod registry;
pub(crate) mod sql_type;
pub(crate) mod table;
pub(crate) mod typed;
pub(crate) mod unique;
pub(crate) mod variant;

pub(crate) use self::{item::Attributes, key::Key, once::Once};
