//! Constraints.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, LitStr, ext::IdentExt, spanned::Spanned};

use super::{option, pairs};
use crate::{
    attribute::{
        Once,
        check::Check,
        exclusion::Exclusion,
        foreign_key::{Action, ForeignKey, Reference, Word},
        options::Options,
        unique::{Deferral, Unique},
    },
    model::Model,
    place,
};

/// The names of columns.
pub(super) fn columns(model: &Model<'_>, fields: &[Ident]) -> TokenStream {
    let names = fields.iter().map(|field| model.column_name(field));
    quote!(&[#(#names),*])
}

/// `field: value,` for what is given, with `..rest` for what is not.
fn filled(plain: TokenStream, path: &TokenStream, given: &[Option<TokenStream>]) -> TokenStream {
    let given: TokenStream = given.iter().flatten().cloned().collect();
    if given.is_empty() { plain } else { quote!(#path { #given ..#plain }) }
}

pub(super) fn name(name: &Once<LitStr>) -> Option<TokenStream> {
    let value = option(Some(name.get()?));
    Some(quote!(name: #value,))
}

fn deferral(deferrable: &Once<Deferral>) -> Option<TokenStream> {
    let word = match deferrable.get()? {
        Deferral::Immediate => quote!(Immediate),
        Deferral::Deferred => quote!(Deferred),
    };
    Some(quote!(deferral: __model::Deferral::#word,))
}

pub(super) fn include(model: &Model<'_>, include: &Once<Vec<Ident>>) -> Option<TokenStream> {
    let names = columns(model, include.get()?);
    Some(quote!(include: #names,))
}

pub(super) fn with(options: &Once<Options>) -> Option<TokenStream> {
    let pairs = pairs(options.get()?);
    Some(quote!(options: #pairs,))
}

fn key(model: &Model<'_>, made: &Unique) -> TokenStream {
    let (names, line) = (columns(model, &made.columns), made.line);
    filled(
        quote!(__model::KeyDef::on(#names, #line)),
        &quote!(__model::KeyDef),
        &[
            name(&made.name),
            include(model, &made.include),
            made.nulls_not_distinct.is_set().then(|| quote!(nulls_not_distinct: true,)),
            deferral(&made.deferrable),
            with(&made.with),
        ],
    )
}

/// A primary key.
pub(super) fn primary_key(model: &Model<'_>, made: &Unique) -> TokenStream {
    let key = key(model, made);
    quote!(__model::TablePart::PrimaryKey(#key))
}

/// A unique constraint.
pub(super) fn unique(model: &Model<'_>, made: &Unique) -> TokenStream {
    let key = key(model, made);
    quote!(__model::TablePart::Unique(#key))
}

/// A check.
pub(super) fn check(made: &Check) -> TokenStream {
    let (sql, line) = (&made.sql, made.line);
    let check = filled(
        quote!(__model::CheckDef::new(#sql, #line)),
        &quote!(__model::CheckDef),
        &[name(&made.name), made.no_inherit.is_set().then(|| quote!(no_inherit: true,))],
    );
    quote!(__model::TablePart::Check(#check))
}

/// An exclusion constraint.
pub(super) fn exclusion(model: &Model<'_>, made: &Exclusion) -> TokenStream {
    let (method, line) = (made.method(), made.line);
    let sql = made.sql.get();
    let predicate = made.where_sql.get().map(|sql| option(Some(sql)));
    let exclusion = filled(
        quote!(__model::ExclusionDef::new(#method, #sql, #line)),
        &quote!(__model::ExclusionDef),
        &[
            name(&made.name),
            include(model, &made.include),
            predicate.map(|sql| quote!(predicate: #sql,)),
            deferral(&made.deferrable),
            with(&made.with),
        ],
    );
    quote!(__model::TablePart::Exclusion(#exclusion))
}

/// A foreign key.
pub(super) fn foreign_key(model: &Model<'_>, made: &ForeignKey, fields: &[Ident]) -> TokenStream {
    let (names, line) = (columns(model, fields), made.line);
    let target = match (made.references.get(), made.references_sql.get()) {
        (Some(reference), _) => target(reference),
        (None, sql) => quote!(__model::Target::Sql(#sql)),
    };
    let key = filled(
        quote!(__model::ForeignKeyDef::on(#names, #target, #line)),
        &quote!(__model::ForeignKeyDef),
        &[
            name(&made.name),
            made.match_full.value().unwrap_or(false).then(|| quote!(match_full: true,)),
            action(model, &made.on_delete).map(|action| quote!(on_delete: #action,)),
            action(model, &made.on_update).map(|action| quote!(on_update: #action,)),
            deferral(&made.deferrable),
        ],
    );
    quote!(__model::TablePart::ForeignKey(#key))
}

fn target(reference: &Reference) -> TokenStream {
    let path = &reference.model;
    let fields = reference.fields.iter().map(|field| field.unraw().to_string());
    let columns = if reference.fields.is_empty() {
        quote!(__model::TargetColumns::PrimaryKey)
    } else {
        quote!(__model::TargetColumns::Fields(&[#(#fields),*]))
    };
    let id = quote_spanned!(place::at(path.span())=> <#path as __model::Model>::ID);
    quote!(__model::Target::Model(#id, #columns))
}

fn action(model: &Model<'_>, action: &Once<Action>) -> Option<TokenStream> {
    let action = action.get()?;
    let named = columns(model, &action.columns);
    Some(match action.word {
        Word::NoAction => quote!(__model::Action::NoAction),
        Word::Restrict => quote!(__model::Action::Restrict),
        Word::Cascade => quote!(__model::Action::Cascade),
        Word::SetNull => quote!(__model::Action::SetNull(#named)),
        Word::SetDefault => quote!(__model::Action::SetDefault(#named)),
    })
}
