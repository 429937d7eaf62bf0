//! The derive macros of Aludel: an annotated struct in, constant schema metadata out.
//!
//! Attributes are read (`attribute`) into what the item means (`model`), mistakes that take more
//! than one attribute to see are found (`check`), and constants are written (`expand`). A mistake
//! never stops the rest: all of them are reported at once, each at its own place, and the
//! implementation is emitted all the same.

mod attribute;
mod case;
mod check;
mod embed;
mod errors;
mod expand;
mod json;
mod model;
mod place;
mod suggest;
#[cfg(test)]
mod tests;
mod write;

use proc_macro::TokenStream;

/// Describes a table: implements `aludel::Model` for a struct with named fields.
///
/// A field becomes a column of its own name, `NOT NULL` unless it is an `Option`. The rest is said
/// with `#[aludel(...)]`, in as many attributes as read well.
///
/// # On a field
///
/// | Key | Meaning |
/// |-----|---------|
/// | `column = "name"` | the column is called otherwise than the field |
/// | `renamed_from = "name"` | what the column was called before: it is renamed, and keeps its values |
/// | `type = varchar(255)`, `type_sql = "tsvector"` | the type, where it is not that of the Rust type |
/// | `nullable = true` | whether it may be null, where `Option` does not say so |
/// | `primary_key`, `unique`, `index` | a key or an index of this column |
/// | `index(unique, using = gin, where_sql = "..")` | an index in detail |
/// | `serial` | numbered by a sequence |
/// | `identity`, `identity = always`, `identity(start = 100)` | an identity column |
/// | `default = true`, `default_sql = "now()"` | the default: a literal, or an SQL expression |
/// | `generated_sql = ".."`, `virtual` | computed, and stored unless it is `virtual` |
/// | `check("price > 0", name = "..")` | a check constraint |
/// | `references = AppUser::id` | a foreign key; `references_sql = "other.items (id)"` to a table without a model |
/// | `on_delete = cascade`, `on_update`, `match = full`, `deferrable = initially_deferred` | how the foreign key acts |
/// | `comment = ".."`, `comment` | the comment in the database; bare, that of the documentation |
/// | `collate`, `storage`, `compression`, `statistics` | as in `CREATE TABLE` |
/// | `skip` | no column |
///
/// # On the struct
///
/// | Key | Meaning |
/// |-----|---------|
/// | `table = "app_users"`, `schema = "billing"` | where the rows are; without them, the name of the struct in snake case, in `public` |
/// | `renamed_from = "users"` | what the table was called before |
/// | `rename_all = "camelCase"` | how the names of columns are made from those of fields |
/// | `primary_key(a, b)`, `unique(a, b, nulls_not_distinct)` | a key of several columns |
/// | `index(a, b desc, sql = "lower(c)", where_sql = "..")` | an index of columns and expressions |
/// | `foreign_key(a, b, references = Other(x, y))` | a foreign key of several columns |
/// | `check("a < b", name = "..")` | a check constraint |
/// | `exclude(using = gist, sql = "room WITH =, during WITH &&")` | an exclusion constraint |
/// | `has_many(Child)` | that the other model refers to this one: checked, and no SQL |
/// | `unlogged`, `with(fillfactor = 70)`, `comment` | as in `CREATE TABLE` |
/// | `crate = ::path` | where aludel is, if it is re-exported |
#[proc_macro_derive(Model, attributes(aludel))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    expand::model(input.into()).into()
}

/// Describes an enumerated type: implements `aludel::PgType` for an enum without data.
///
/// On the enum: `name`, `schema`, `rename_all = "snake_case"` for the labels, `renamed_from`,
/// `comment`, `crate`. On a variant: `rename = "label"` and `renamed_from = "label"`. A column's default is
/// one of the labels as text: `#[aludel(default = "invited")]`.
#[proc_macro_derive(PgEnum, attributes(aludel))]
pub fn derive_pg_enum(input: TokenStream) -> TokenStream {
    expand::pg_enum(input.into()).into()
}

/// Gives a newtype the PostgreSQL type of its content, or a domain over it.
///
/// `#[aludel(transparent)]` takes the type of the content; `#[aludel(domain = "email")]` makes a
/// domain, with `schema`, `type`, `type_sql`, `check("VALUE ~ '@'")`, `default`, `default_sql`,
/// `not_null`, `collate`, `comment` and `renamed_from`. Both take `crate = ::path`.
#[proc_macro_derive(PgType, attributes(aludel))]
pub fn derive_pg_type(input: TokenStream) -> TokenStream {
    expand::pg_type(input.into()).into()
}

/// Lists the models of a program: `schema!(pub SCHEMA = [AppUser, ..other_crate::SCHEMA]);`.
///
/// Behind the list: `naming = sqlalchemy` or `naming(index = "ix_{table}_{columns}")` for the names
/// that indexes and constraints get, `extensions = ["citext"]`, `types = [Mood]` for types that no
/// column has, and `crate = ::path`.
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    expand::schema(input.into()).into()
}

/// Builds a folder of migrations into the program: `embed_migrations!("migrations")`.
///
/// The path starts at the folder of `Cargo.toml`. The value is an `aludel::Migrations`, for a
/// constant. That the files form one chain which ends where `HEAD` says is checked when the program
/// is compiled. Behind the path, `crate = ::path` says where aludel is, if it is re-exported.
#[proc_macro]
pub fn embed_migrations(input: TokenStream) -> TokenStream {
    embed::expand(input.into()).into()
}
