//! Columns.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{ext::IdentExt, spanned::Spanned};

use super::{collation, comment, option};
use crate::{
    attribute::{
        default::{Default, Kind},
        identity::Identity,
    },
    model::Column,
    place,
};

/// A `ColumnDef`.
pub(super) fn column(column: &Column<'_>) -> TokenStream {
    let mut made = plain(column);
    let field = column.field.unraw().to_string();
    if field != column.name {
        made = quote!(#made.from_field(#field));
    }
    if let Some(nullable) = column.attributes.nullable.get() {
        made = quote!(#made.with_nullable(#nullable));
    }
    let parts = parts(column);
    if parts.is_empty() { made } else { quote!(#made.with(&[#(#parts),*])) }
}

/// The column with its type and nothing else.
fn plain(column: &Column<'_>) -> TokenStream {
    let made = &column.attributes;
    let (name, line, ty) = (&column.name, column.line, column.rust_type());
    let span = ty.span();
    if let Some(sql) = made.type_sql.get() {
        let facts = facts(column);
        return quote!(__model::ColumnDef::typed(#name, #line, #sql, #facts));
    }
    let Some(declared) = made.data_type.get() else {
        return quote_spanned!(place::at(span)=> __model::ColumnDef::of::<#ty>(#name, #line));
    };
    let (sql, facts) = (&declared.sql, facts(column));
    if !declared.is_known {
        return quote!(__model::ColumnDef::typed(#name, #line, #sql, #facts));
    }
    let rust = ty.to_token_stream().to_string().replace(' ', "");
    let message = format!(
        "`{}: {rust}` is not read and written as `{sql}`; if it is, say `type_sql = \"{sql}\"`",
        column.field
    );
    quote_spanned! {place::at(declared.span)=>
        __model::ColumnDef::declared(#name, #line, #sql, #facts, #message)
    }
}

/// What the compiler knows of a type that need not be known.
fn facts(column: &Column<'_>) -> TokenStream {
    let ty = column.rust_type();
    quote! {
        __model::Facts {
            known: __model::Probe::<#ty>::KNOWN,
            option: __model::OptionProbe::<#ty>::IS_OPTION,
        }
    }
}

/// What [`facts`] need in scope, if any column has them.
pub(super) fn imports(columns: &[Column<'_>]) -> Option<TokenStream> {
    let is_typed = |column: &Column<'_>| {
        column.attributes.data_type.is_set() || column.attributes.type_sql.is_set()
    };
    columns.iter().any(is_typed).then(|| {
        quote!(
            use __model::Unknown as _;
        )
    })
}

fn parts(column: &Column<'_>) -> Vec<TokenStream> {
    let made = &column.attributes;
    let mut parts = Vec::new();
    if made.serial.is_set() {
        parts.push(quote!(__model::ColumnPart::Serial));
    }
    if let Some(made) = made.identity.get() {
        let identity = identity(made);
        parts.push(quote!(__model::ColumnPart::Identity(#identity)));
    }
    if let Some(default) = made.default.get() {
        let sql = literal(column, default);
        parts.push(quote!(__model::ColumnPart::Default(#sql)));
    }
    if let Some(sql) = made.default_sql.get() {
        parts.push(quote!(__model::ColumnPart::Default(#sql)));
    }
    if let Some(sql) = made.generated_sql.get() {
        let stored = !made.is_virtual.is_set();
        parts.push(quote!(__model::ColumnPart::Generated { sql: #sql, stored: #stored }));
    }
    parts.extend(described(column));
    parts
}

fn described(column: &Column<'_>) -> Vec<TokenStream> {
    let made = &column.attributes;
    let mut parts = Vec::new();
    if let Some(made) = made.collate.get() {
        let pair = collation(made);
        parts.push(quote!(__model::ColumnPart::Collation(#pair)));
    }
    if let Some(made) = made.comment.get() {
        let text = comment(made, &column.source.attrs);
        parts.push(quote!(__model::ColumnPart::Comment(#text)));
    }
    if let Some(word) = made.storage.get() {
        parts.push(quote!(__model::ColumnPart::Storage(#word)));
    }
    if let Some(word) = made.compression.get() {
        parts.push(quote!(__model::ColumnPart::Compression(#word)));
    }
    if let Some(target) = made.statistics.get() {
        let target = proc_macro2::Literal::i64_unsuffixed(*target);
        parts.push(quote!(__model::ColumnPart::Statistics(#target)));
    }
    if let Some(old) = made.renamed_from.get() {
        parts.push(quote!(__model::ColumnPart::RenamedFrom(#old)));
    }
    parts
}

/// A literal default, checked against the type of the field unless another type is given.
fn literal(column: &Column<'_>, default: &Default) -> TokenStream {
    let sql = &default.sql;
    let made = &column.attributes;
    if made.data_type.is_set() || made.type_sql.is_set() {
        return quote!(#sql);
    }
    let ty = column.rust_type();
    let kind = match default.kind {
        Kind::Bool => quote!(Bool),
        Kind::Integer => quote!(Integer),
        Kind::Float => quote!(Float),
        Kind::Text => quote!(Text),
    };
    let rust = ty.to_token_stream().to_string().replace(' ', "");
    let message = format!("{sql} is no value of a column made from `{rust}`");
    quote_spanned! {place::at(default.literal.span())=>
        __model::literal_fits(
            <#ty as __model::PgType>::TYPE,
            __model::LiteralKind::#kind,
            #sql,
            #message,
        )
    }
}

fn identity(made: &Identity) -> TokenStream {
    let always = made.is_always();
    let numbers = [
        ("start", &made.start),
        ("increment", &made.increment),
        ("minimum", &made.minvalue),
        ("maximum", &made.maxvalue),
        ("cache", &made.cache),
    ];
    let fields = numbers.iter().filter_map(|(name, value)| {
        let name = quote::format_ident!("{name}");
        let value = option(Some(proc_macro2::Literal::i64_unsuffixed(value.value()?)));
        Some(quote!(#name: #value,))
    });
    let cycle = made.cycle.is_set().then(|| quote!(cycle: true,));
    let fields: TokenStream = fields.chain(cycle).collect();
    let plain = quote!(__model::IdentityDef::new(#always));
    if fields.is_empty() { plain } else { quote!(__model::IdentityDef { #fields ..#plain }) }
}
