//! `impl PgType` for an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Ident, LitStr, ext::IdentExt};

use super::{derive, enclosed, option};
use crate::{
    attribute::{Attributes, enum_type::EnumAttributes, variant::VariantAttributes},
    case::Case,
    check,
    errors::Errors,
    place,
};

/// A variant as a label.
pub(crate) struct Label<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) text: String,
    pub(crate) attributes: VariantAttributes,
}

/// Expands `#[derive(PgEnum)]`.
pub(crate) fn pg_enum(input: TokenStream) -> TokenStream {
    derive(input, expand)
}

fn expand(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    let made = EnumAttributes::read(&input.attrs, errors);
    let labels = labels(input, &made, errors);
    let ident = &input.ident;
    let name = made
        .name
        .get()
        .map_or_else(|| Case::Snake.apply(&ident.unraw().to_string()), LitStr::value);
    let schema = made.item.schema();
    let comment = option(made.described.comment(&input.attrs));
    let renamed_from = option(made.described.renamed_from.get());
    let (file, line) = (place::file(ident.span()), place::line(ident.span()));
    check::enum_type(input, &made, &name, &labels, errors);
    let labels = labels.iter().map(label);
    let (generics, arguments, condition) = input.generics.split_for_impl();
    enclosed(
        &made.item.crate_path,
        &quote! {
            #[automatically_derived]
            impl #generics __model::PgType for #ident #arguments #condition {
                const TYPE: __model::TypeDef = __model::TypeDef::Enum(&__model::EnumDef {
                    schema: #schema,
                    name: #name,
                    labels: &[#(#labels),*],
                    comment: #comment,
                    renamed_from: #renamed_from,
                    file: #file,
                    line: #line,
                });
            }
        },
    )
}

fn labels<'a>(
    input: &'a DeriveInput,
    made: &EnumAttributes,
    errors: &mut Errors,
) -> Vec<Label<'a>> {
    let Data::Enum(data) = &input.data else { return Vec::new() };
    let variants = data.variants.iter().map(|variant| {
        let attributes = VariantAttributes::read(&variant.attrs, errors);
        let ident = variant.ident.unraw().to_string();
        let text = match (attributes.rename.get(), made.rename_all.value()) {
            (Some(name), _) => name.value(),
            (None, Some(case)) => case.apply(&ident),
            (None, None) => ident,
        };
        Label { variant: &variant.ident, text, attributes }
    });
    variants.collect()
}

fn label(label: &Label<'_>) -> TokenStream {
    let (text, line) = (&label.text, place::line(label.variant.span()));
    let renamed_from = option(label.attributes.renamed_from.get());
    quote!(__model::LabelDef { label: #text, renamed_from: #renamed_from, line: #line })
}
