//! Enumerated types.

use syn::{Data, DeriveInput, Fields};

use crate::{attribute::enum_type::EnumAttributes, errors::Errors, expand::Label};

/// Judges an enum.
pub(crate) fn enum_type(
    input: &DeriveInput,
    made: &EnumAttributes,
    name: &str,
    labels: &[Label<'_>],
    errors: &mut Errors,
) {
    if !input.generics.params.is_empty() {
        errors.at(&input.generics.params, "an enumerated type cannot be generic");
    }
    match &input.data {
        Data::Enum(data) => {
            if data.variants.is_empty() {
                errors.at(&input.ident, "an enum without variants has no values to store");
            }
            for variant in &data.variants {
                if !matches!(variant.fields, Fields::Unit) {
                    errors.at(&variant.fields, "a variant with data is no label of an enum");
                }
            }
        }
        Data::Struct(data) => {
            errors.at(data.struct_token, "`PgEnum` is for enums; for a newtype derive `PgType`");
        }
        Data::Union(data) => errors.at(data.union_token, "`PgEnum` is for enums"),
    }
    for (at, label) in labels.iter().enumerate() {
        if labels[..at].iter().any(|other| other.text == label.text) {
            let message = format!("the label `{}` is that of another variant", label.text);
            errors.at(label.variant, message);
        }
        if let Some(old) = label.attributes.renamed_from.get() {
            if old.value() == label.text {
                errors.at(old, "this is what the label is now");
            } else if labels.iter().any(|other| other.text == old.value()) {
                errors.at(old, "this is the label of another variant");
            }
        }
    }
    made.described.judge("type", name, &input.attrs, errors);
}
