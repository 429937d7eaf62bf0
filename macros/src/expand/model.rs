//! `impl Model`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Path, ext::IdentExt, spanned::Spanned};

use super::{checks, column, derive, enclosed, option};
use crate::{check, errors::Errors, model::Model, place, write};

/// Expands `#[derive(Model)]`.
pub(crate) fn model(input: TokenStream) -> TokenStream {
    derive(input, expand)
}

fn expand(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    let model = Model::read(input, errors);
    if model.is_table {
        check::model(&model, errors);
    }
    let imports = column::imports(&model.columns);
    let implementation = implementation(&model);
    let checks = checks::checks(&model);
    enclosed(&model.attributes.item.crate_path, &quote!(#imports #implementation #checks))
}

fn implementation(model: &Model<'_>) -> TokenStream {
    let (id, primary_key) = (id(model), primary_key(model));
    let columns = model.columns.iter().map(column::column);
    let (text, models) = write::attributes(model);
    let text = text.to_string();
    let models = models.paths.iter().map(|path| id_of(path));
    let ident = &model.input.ident;
    let (generics, arguments, condition) = model.input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics __model::Model for #ident #arguments #condition {
            const ID: __model::ModelId = #id;
            const TABLE: &'static __model::TableDef = &__model::TableDef {
                id: <Self as __model::Model>::ID,
                columns: &[#(#columns),*],
                primary_key: #primary_key,
                models: &[#(#models),*],
                attributes: #text,
            };
        }
    }
}

fn id(model: &Model<'_>) -> TokenStream {
    let span = model.input.ident.span();
    let (file, line) = (place::file(span), place::line(span));
    let ident = model.input.ident.unraw().to_string();
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

fn id_of(path: &Path) -> TokenStream {
    quote_spanned!(place::at(path.span())=> <#path as __model::Model>::ID)
}

/// The place of the column that alone is the primary key.
fn primary_key(model: &Model<'_>) -> TokenStream {
    let on_field = model.columns.iter().position(|one| one.attributes.primary_key.is_set());
    let on_struct = model.attributes.primary_key.get().map(|key| match key.columns.as_slice() {
        [only] => model.position(only),
        _ => None,
    });
    option(on_struct.unwrap_or(on_field))
}
