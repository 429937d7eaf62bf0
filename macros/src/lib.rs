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
mod model;
mod place;
mod suggest;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Describes a table: implements `aludel::Model` for a struct with named fields.
///
/// The keys of `#[aludel(...)]` are explained in the documentation of the trait.
#[proc_macro_derive(Model, attributes(aludel))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    expand::model(input.into()).into()
}

/// Describes an enumerated type: implements `aludel::PgType` for an enum without data.
#[proc_macro_derive(PgEnum, attributes(aludel))]
pub fn derive_pg_enum(input: TokenStream) -> TokenStream {
    expand::pg_enum(input.into()).into()
}

/// Gives a newtype the PostgreSQL type of its content, or a domain over it.
#[proc_macro_derive(PgType, attributes(aludel))]
pub fn derive_pg_type(input: TokenStream) -> TokenStream {
    expand::pg_type(input.into()).into()
}

/// Lists the models of a program: `schema!(pub SCHEMA = [AppUser, ..other_crate::SCHEMA]);`.
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    expand::schema(input.into()).into()
}

/// Builds a folder of migrations into the program: `embed_migrations!("migrations")`.
///
/// The path starts at the folder of `Cargo.toml`. The value is an `aludel::Migrations`, for a
/// constant. That the files form one chain which ends where `HEAD` says is checked when the program
/// is compiled.
#[proc_macro]
pub fn embed_migrations(input: TokenStream) -> TokenStream {
    embed::expand(input.into()).into()
}
