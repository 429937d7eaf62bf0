//! Newtypes.

use syn::{Data, DeriveInput, Fields, LitStr, Type};

use crate::{attribute::newtype::NewtypeAttributes, errors::Errors};

/// Judges a newtype, and returns the type of its content if it has one.
pub(crate) fn newtype<'a>(
    input: &'a DeriveInput,
    made: &NewtypeAttributes,
    errors: &mut Errors,
) -> Option<&'a Type> {
    if errors.count() == 0 {
        choice(input, made, errors);
    }
    let content = content(input, errors);
    for key in made.checks.iter().filter_map(|check| check.no_inherit.key()) {
        errors.at(key, "a domain has no children: leave `no_inherit` out");
    }
    if let (Some(domain), Some(param)) = (made.domain.key(), input.generics.params.first()) {
        let message = format!("a `{domain}` is one type of the database, so it cannot be generic");
        errors.at(param, message);
    }
    made.typed.judge(errors);
    let name = made.domain.get().map(LitStr::value).unwrap_or_default();
    made.described.judge("domain", &name, &input.attrs, errors);
    content
}

/// Exactly one of `transparent` and `domain`.
fn choice(input: &DeriveInput, made: &NewtypeAttributes, errors: &mut Errors) {
    match (made.transparent.key(), made.domain.key()) {
        (None, None) => errors.at(
            &input.ident,
            "say what it is in the database: `#[aludel(transparent)]` has the type of its content, \
             `#[aludel(domain = \"email\")]` is a domain over it",
        ),
        (Some(_), Some(domain)) => {
            errors.at(domain, "a newtype is `transparent` or a `domain`, not both");
        }
        (Some(_), None) => {
            for key in made.domain_keys() {
                errors.at(key, format!("`{key}` belongs to a domain: use `domain = \"..\"`"));
            }
            for check in &made.checks {
                errors.at(&check.sql, "a check belongs to a domain: use `domain = \"..\"`");
            }
        }
        (None, Some(_)) => {}
    }
}

fn content<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Option<&'a Type> {
    match &input.data {
        Data::Struct(data) => {
            let mut fields = data.fields.iter();
            match (fields.next(), fields.next()) {
                (Some(only), None) => return Some(&only.ty),
                (Some(_), Some(second)) => {
                    errors.at(second, "`PgType` is for a struct of one field");
                }
                (None, _) => match &data.fields {
                    Fields::Unit => {
                        errors.at(&input.ident, "`PgType` is for a struct of one field");
                    }
                    empty => errors.at(empty, "`PgType` is for a struct of one field"),
                },
            }
        }
        Data::Enum(data) => {
            errors.at(data.enum_token, "`PgType` is for newtypes; for an enum derive `PgEnum`");
        }
        Data::Union(data) => errors.at(data.union_token, "`PgType` is for newtypes"),
    }
    None
}
