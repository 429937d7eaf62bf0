//! Columns.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Type, ext::IdentExt, spanned::Spanned};

use crate::{model::Column, place};

/// The field and what its type says.
pub(super) fn column(column: &Column<'_>) -> TokenStream {
    let (field, typed) = (column.field.unraw().to_string(), typed(column));
    quote!((#field, #typed))
}

fn typed(column: &Column<'_>) -> TokenStream {
    let made = &column.attributes.typed;
    let ty = column.rust_type();
    let known = quote!(__model::Probe::<#ty>::KNOWN, __model::Probe::<#ty>::IS_OPTION);
    if let Some(sql) = made.type_sql.get() {
        return quote!(__model::believed(#known, #sql));
    }
    let Some(declared) = made.data_type.get() else {
        return quote_spanned!(place::at(ty.span())=> <#ty as __model::PgType>::COLUMN);
    };
    let sql = &declared.sql;
    let Some(builtin) = declared.builtin else { return quote!(__model::believed(#known, #sql)) };
    let message = format!(
        "`{}: {}` is not read and written as `{sql}`; if it is, say `type_sql = \"{sql}\"`",
        column.field,
        as_written(ty)
    );
    quote_spanned! {place::at(declared.span)=>
        __model::declared(#known, #builtin, #sql, #message)
    }
}

/// A type as a human writes it: `Vec<u8>`, not `Vec < u8 >`.
pub(super) fn as_written(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

/// What the probes need in scope, if any column has one.
pub(super) fn imports(columns: &[Column<'_>]) -> Option<TokenStream> {
    let has_probe = |column: &Column<'_>| column.attributes.typed.has_type();
    columns.iter().any(has_probe).then(|| {
        quote!(
            use __model::Unknown as _;
        )
    })
}
