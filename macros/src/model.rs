//! A struct as a table: what the attributes and the fields mean together.

use syn::{
    Data, DeriveInput, Field, Fields, GenericArgument, Ident, Path, PathArguments, Token, Type,
    ext::IdentExt, punctuated::Punctuated,
};

use crate::{
    attribute::{
        Attributes, column::ColumnAttributes, foreign_key::ForeignKey, table::TableAttributes,
    },
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
    pub(crate) skipped: Vec<Skipped<'a>>,
    /// Whether it is a struct that could be a table at all.
    pub(crate) is_table: bool,
}

/// A field that is a column.
pub(crate) struct Column<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) source: &'a Field,
    pub(crate) name: String,
    pub(crate) line: u32,
    pub(crate) attributes: ColumnAttributes,
}

/// A field that is no column.
pub(crate) struct Skipped<'a> {
    pub(crate) field: &'a Ident,
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
        let fields = named_fields(input, errors);
        let mut model = Self {
            input,
            schema: attributes.item.schema(),
            attributes,
            table,
            columns: Vec::new(),
            skipped: Vec::new(),
            is_table: fields.is_some(),
        };
        for field in fields.into_iter().flatten() {
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
            self.skipped.push(Skipped { field, attributes });
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

    /// The place of a field's column among the columns.
    pub(crate) fn position(&self, field: &Ident) -> Option<usize> {
        self.columns.iter().position(|column| column.field.unraw() == field.unraw())
    }

    /// The foreign keys with the fields that they are on: those of the fields, then of the struct.
    pub(crate) fn foreign_keys(&self) -> impl Iterator<Item = (&ForeignKey, &[Ident])> {
        let on_fields = self
            .columns
            .iter()
            .map(|column| (&column.attributes.foreign_key, std::slice::from_ref(column.field)));
        let on_struct = self.attributes.foreign_keys.iter().map(|key| (key, &key.columns[..]));
        on_fields.chain(on_struct)
    }

    /// The name of a field's column; an unknown field has been reported and stands for itself.
    pub(crate) fn column_name(&self, field: &Ident) -> String {
        self.column(field).map_or_else(|| field.unraw().to_string(), |column| column.name.clone())
    }
}

impl Column<'_> {
    /// Whether the type is written `Option<..>`.
    pub(crate) fn is_option(&self) -> bool {
        option_content(&self.source.ty).is_some()
    }

    /// Whether the type is written `Option<Option<..>>`.
    pub(crate) fn is_nested_option(&self) -> bool {
        option_content(&self.source.ty).is_some_and(|content| option_content(content).is_some())
    }

    /// The type that decides what the column is: an `Option` too many has been reported.
    pub(crate) fn rust_type(&self) -> &Type {
        let ty = &self.source.ty;
        option_content(ty).filter(|content| option_content(content).is_some()).unwrap_or(ty)
    }
}

/// What stands between the brackets of `Option<..>`. An alias is not seen through, so this serves
/// only to refuse what is certainly an `Option`.
fn option_content(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(content)) => Some(content),
        _ => None,
    }
}

/// The last word of a path.
pub(crate) fn last_word(path: &Path) -> String {
    path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default()
}

fn named_fields<'a>(
    input: &'a DeriveInput,
    errors: &mut Errors,
) -> Option<&'a Punctuated<Field, Token![,]>> {
    if !input.generics.params.is_empty() {
        errors.at(&input.generics.params, "a model is one table, so it cannot be generic");
        return None;
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Some(&fields.named),
            Fields::Unnamed(fields) => {
                errors.at(fields, "a model needs named fields: each one is a column");
            }
            Fields::Unit => errors.at(&input.ident, "a model needs a field that is a column"),
        },
        Data::Enum(data) => errors
            .at(data.enum_token, "a model is a struct; for an enumerated type derive `PgEnum`"),
        Data::Union(data) => errors.at(data.union_token, "a model is a struct, not a union"),
    }
    None
}
