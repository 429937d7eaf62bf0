//! `comment` and `renamed_from`: what can be said of everything that has a name.

use syn::{Attribute, Expr, Ident, Lit, LitStr, Meta};

use super::{Key, Once};
use crate::errors::Errors;

/// What is said of a table, a type or a column.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) comment: Once<Comment>,
    pub(crate) renamed_from: Once<LitStr>,
}

/// A comment: a text, or that of the documentation.
pub(crate) enum Comment {
    Text(LitStr),
    Documentation(Ident),
}

impl Described {
    /// Reads the key, if it is one of these.
    pub(crate) fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<bool> {
        match key.text.as_str() {
            "comment" if key.is_bare() => {
                self.comment.set(key, Comment::Documentation(key.ident.clone()), errors);
            }
            "comment" => {
                let text = key.string("comment = \"text\"")?;
                self.comment.set(key, Comment::Text(text), errors);
            }
            "renamed_from" => {
                self.renamed_from.set(key, key.name("renamed_from = \"old\"")?, errors);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The keys that stand there.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Ident> {
        [self.comment.key(), self.renamed_from.key()].into_iter().flatten()
    }

    /// The text of the comment. One that is to be the documentation where there is none has been
    /// reported.
    pub(crate) fn comment(&self, attributes: &[Attribute]) -> Option<String> {
        match self.comment.get()? {
            Comment::Text(text) => Some(text.value()),
            Comment::Documentation(_) => documentation(attributes),
        }
    }

    /// Reports a comment without a text, and a name before that is the name now.
    pub(crate) fn judge(
        &self,
        what: &str,
        name: &str,
        attributes: &[Attribute],
        errors: &mut Errors,
    ) {
        if let Some(Comment::Documentation(key)) = self.comment.get()
            && documentation(attributes).is_none()
        {
            errors.at(key, "there is no documentation here to be the comment");
        }
        if let Some(old) = self.renamed_from.get()
            && old.value() == name
        {
            errors.at(old, format!("this is what the {what} is called now"));
        }
    }
}

/// The documentation of an item: its lines without the space that `///` leaves in front.
fn documentation(attributes: &[Attribute]) -> Option<String> {
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
