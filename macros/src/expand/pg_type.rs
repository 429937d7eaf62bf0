//! `impl PgType` for a newtype.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, LitStr, Type, parse_quote, spanned::Spanned};

use super::{checks, collation, derive, enclosed, option};
use crate::{
    attribute::{Attributes, newtype::NewtypeAttributes, typed::Typed},
    check,
    errors::Errors,
    place,
};

/// Expands `#[derive(PgType)]`.
pub(crate) fn pg_type(input: TokenStream) -> TokenStream {
    derive(input, expand)
}

fn expand(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    let made = NewtypeAttributes::read(&input.attrs, errors);
    let content = check::newtype(input, &made, errors);
    let Some(content) = content else { return stub(input, &made) };
    match made.domain.get() {
        Some(name) => {
            let body = domain(input, &made, content, name);
            let check = checks::domain(&input.ident, &made.typed);
            implementation(input, &made, Some(content), &body, check.as_ref())
        }
        None => implementation(input, &made, Some(content), &transparent(content), None),
    }
}

/// Something to stand in for a type that has been refused, so that its users are not.
fn stub(input: &DeriveInput, made: &NewtypeAttributes) -> TokenStream {
    let body = quote!(
        const TYPE: __model::TypeDef = __model::TypeDef::Sql("text");
    );
    implementation(input, made, None, &body, None)
}

fn implementation(
    input: &DeriveInput,
    made: &NewtypeAttributes,
    content: Option<&Type>,
    body: &TokenStream,
    check: Option<&TokenStream>,
) -> TokenStream {
    let ident = &input.ident;
    let mut all = input.generics.clone();
    if let (Some(content), false) = (content, all.params.is_empty()) {
        all.make_where_clause().predicates.push(parse_quote!(#content: __model::PgType));
    }
    let (generics, arguments, condition) = all.split_for_impl();
    enclosed(
        &made.item.crate_path,
        &quote! {
            #[automatically_derived]
            impl #generics __model::PgType for #ident #arguments #condition {
                #body
            }
            #check
        },
    )
}

fn transparent(content: &Type) -> TokenStream {
    let inner = quote_spanned!(place::at(content.span())=> <#content as __model::PgType>);
    quote! {
        const TYPE: __model::TypeDef = #inner::TYPE;
        const NULLABLE: bool = #inner::NULLABLE;
        const ACCEPTS: __model::Builtins = #inner::ACCEPTS;
    }
}

fn domain(
    input: &DeriveInput,
    made: &NewtypeAttributes,
    content: &Type,
    name: &LitStr,
) -> TokenStream {
    let schema = made.item.schema();
    let base = base(&made.typed, content);
    let collation = option(made.typed.collate.get().map(collation));
    let default = option(made.typed.default());
    let not_null = made.not_null.is_set();
    let checks = made.checks.iter().map(|check| {
        let (name, sql) = (option(check.name.get()), &check.sql);
        quote!((#name, #sql))
    });
    let comment = option(made.described.comment(&input.attrs));
    let renamed_from = option(made.described.renamed_from.get());
    let span = input.ident.span();
    let (file, line) = (place::file(span), place::line(span));
    quote! {
        const TYPE: __model::TypeDef = __model::TypeDef::Domain(&__model::DomainDef {
            schema: #schema,
            name: #name,
            base: #base,
            collation: #collation,
            default: #default,
            not_null: #not_null,
            checks: &[#(#checks),*],
            comment: #comment,
            renamed_from: #renamed_from,
            file: #file,
            line: #line,
        });
    }
}

/// The type below a domain.
fn base(made: &Typed, content: &Type) -> TokenStream {
    if let Some(sql) = made.type_sql.get() {
        return quote!(__model::TypeDef::Sql(#sql));
    }
    let Some(declared) = made.data_type.get() else {
        return quote_spanned!(place::at(content.span())=> <#content as __model::PgType>::TYPE);
    };
    let sql = &declared.sql;
    match declared.builtin.filter(|_| !declared.is_array()) {
        None => quote!(__model::TypeDef::Sql(#sql)),
        Some(builtin) => quote!(__model::TypeDef::Builtin(#builtin, #sql)),
    }
}
