//! A struct as a table: what the attributes and the fields mean together.

use syn::{
    Attribute, Data, DeriveInput, Expr, Field, Fields, Ident, Lit, Meta, Type, ext::IdentExt,
};

use crate::{
    attribute::{column::ColumnAttributes, table::TableAttributes},
    case::Case,
    errors::Errors,
    place,
};

/// A struct that derives `Model`.
pub(crate) struct Model<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attributes: TableAttributes,
    pub(crate) schema: String,
    pub(crate) table: String,
    pub(crate) columns: Vec<Column<'a>>,
    /// The fields that are no columns.
    pub(crate) skipped: Vec<&'a Ident>,
}

/// A field that is a column.
pub(crate) struct Column<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) source: &'a Field,
    pub(crate) name: String,
    pub(crate) line: u32,
    pub(crate) attributes: ColumnAttributes,
}

impl<'a> Model<'a> {
    /// Understands a struct, and reports what it is that is no table.
    pub(crate) fn read(input: &'a DeriveInput, errors: &mut Errors) -> Self {
        let attributes = TableAttributes::read(&input.attrs, errors);
        let table = attributes.table.get().map_or_else(
            || Case::Snake.apply(&input.ident.unraw().to_string()),
            syn::LitStr::value,
        );
        let schema =
            attributes.schema.get().map_or_else(|| "public".to_owned(), syn::LitStr::value);
        let mut model =
            Self { input, attributes, schema, table, columns: Vec::new(), skipped: Vec::new() };
        for field in named_fields(input, errors) {
            model.field(field, errors);
        }
        model
    }

    fn field(&mut self, source: &'a Field, errors: &mut Errors) {
        let Some(field) = &source.ident else { return };
        if let Some((equals, value)) = &source.default {
            let message =
                "the default of a field is not that of a column: use `#[aludel(default = ..)]`";
            errors.at(quote::quote!(#equals #value), message);
        }
        let attributes = ColumnAttributes::read(&source.attrs, field, errors);
        if attributes.skip.is_set() {
            crate::check::skipped(&attributes, field, errors);
            self.skipped.push(field);
            return;
        }
        let name = match (attributes.column.get(), self.attributes.rename_all.value()) {
            (Some(name), _) => name.value(),
            (None, Some(case)) => case.apply(&field.unraw().to_string()),
            (None, None) => field.unraw().to_string(),
        };
        let line = place::line(field.span());
        self.columns.push(Column { field, source, name, line, attributes });
    }

    /// The column of a field.
    pub(crate) fn column(&self, field: &Ident) -> Option<&Column<'a>> {
        self.columns.iter().find(|column| column.field.unraw() == field.unraw())
    }

    /// The name of a field's column; an unknown field has been reported and stands for itself.
    pub(crate) fn column_name(&self, field: &Ident) -> String {
        self.column(field).map_or_else(|| field.unraw().to_string(), |column| column.name.clone())
    }
}

impl Column<'_> {
    /// Whether the type is written `Option<..>`.
    pub(crate) fn is_option(&self) -> bool {
        let Type::Path(path) = &self.source.ty else { return false };
        path.path.segments.last().is_some_and(|last| last.ident == "Option")
    }
}

fn named_fields<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<&'a Field> {
    if !input.generics.params.is_empty() {
        errors.at(&input.generics.params, "a model is one table, so it cannot be generic");
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return fields.named.iter().collect(),
            Fields::Unnamed(fields) => {
                errors.at(fields, "a model needs named fields: each one is a column");
            }
            Fields::Unit => errors.at(&input.ident, "a model without fields has no columns"),
        },
        Data::Enum(data) => errors
            .at(data.enum_token, "a model is a struct; for an enumerated type derive `PgEnum`"),
        Data::Union(data) => errors.at(data.union_token, "a model is a struct, not a union"),
    }
    Vec::new()
}

/// The documentation of an item: its lines without the space that `///` leaves in front.
pub(crate) fn documentation(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<_> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
