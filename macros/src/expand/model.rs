//! `impl Model`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::DeriveInput;

use super::{column, comment, constraint, derive, enclosed, index, pairs, reference};
use crate::{check, errors::Errors, model::Model, place};

/// Expands `#[derive(Model)]`.
pub(crate) fn model(input: TokenStream) -> TokenStream {
    derive(input, expand)
}

fn expand(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    let model = Model::read(input, errors);
    if model.is_table {
        check::model(&model, errors);
    }
    let id = id(&model);
    let columns = model.columns.iter().map(column::column);
    let parts = parts(&model);
    let references = reference::checks(&model);
    let imports = column::imports(&model.columns);
    let ident = &input.ident;
    let (generics, arguments, condition) = input.generics.split_for_impl();
    enclosed(
        &model.attributes.crate_path,
        &quote! {
            #imports
            #[automatically_derived]
            impl #generics __model::Model for #ident #arguments #condition {
                const ID: __model::ModelId = #id;
                const TABLE: &'static __model::TableDef = &__model::TableDef {
                    id: <Self as __model::Model>::ID,
                    columns: &[#(#columns),*],
                    parts: &[#(#parts),*],
                };
            }
            #references
        },
    )
}

fn id(model: &Model<'_>) -> TokenStream {
    let span = model.input.ident.span();
    let (file, line) = (place::file(span), place::line(span));
    let ident = syn::ext::IdentExt::unraw(&model.input.ident).to_string();
    let (schema, table) = (&model.schema, &model.table);
    quote! {
        __model::ModelId {
            model: #ident,
            schema: #schema,
            table: #table,
            file: #file,
            line: #line,
        }
    }
}

/// Everything of the table that is no column: what the fields say in their order, then the struct.
fn parts(model: &Model<'_>) -> Vec<TokenStream> {
    let made = &model.attributes;
    let mut parts = Vec::new();
    if let Some(text) = &made.comment.get() {
        let text = comment(text, &model.input.attrs);
        parts.push(quote!(__model::TablePart::Comment(#text)));
    }
    if let Some(old) = made.renamed_from.get() {
        parts.push(quote!(__model::TablePart::RenamedFrom(#old)));
    }
    if made.unlogged.is_set() {
        parts.push(quote!(__model::TablePart::Unlogged));
    }
    if let Some(options) = made.with.get() {
        let options = pairs(options);
        parts.push(quote!(__model::TablePart::Options(#options)));
    }
    parts.extend(model.columns.iter().flat_map(|column| of_field(model, column)));
    parts.extend(of_struct(model));
    parts
}

fn of_field(model: &Model<'_>, column: &crate::model::Column<'_>) -> Vec<TokenStream> {
    let made = &column.attributes;
    let mut parts = Vec::new();
    parts.extend(made.primary_key.get().map(|key| constraint::primary_key(model, key)));
    parts.extend(made.unique.get().map(|key| constraint::unique(model, key)));
    if made.foreign_key.has_target() {
        let columns = std::slice::from_ref(column.field);
        parts.push(constraint::foreign_key(model, &made.foreign_key, columns));
    }
    parts.extend(made.checks.iter().map(constraint::check));
    parts.extend(made.indexes.iter().map(|made| index::index(model, made)));
    parts
}

fn of_struct(model: &Model<'_>) -> Vec<TokenStream> {
    let made = &model.attributes;
    let mut parts = Vec::new();
    parts.extend(made.primary_key.get().map(|key| constraint::primary_key(model, key)));
    parts.extend(made.uniques.iter().map(|key| constraint::unique(model, key)));
    let targeted = made.foreign_keys.iter().filter(|key| key.has_target());
    parts.extend(targeted.map(|key| constraint::foreign_key(model, key, &key.columns)));
    parts.extend(made.checks.iter().map(constraint::check));
    let exclusions = made.exclusions.iter().filter(|made| made.sql.is_set());
    parts.extend(exclusions.map(|made| constraint::exclusion(model, made)));
    parts.extend(made.indexes.iter().map(|made| index::index(model, made)));
    parts.extend(made.has_many.iter().map(|(child, line)| {
        let id =
            quote_spanned!(place::at(syn::spanned::Spanned::span(child))=> <#child as __model::Model>::ID);
        quote!(__model::TablePart::HasMany(#id, #line))
    }));
    parts
}
