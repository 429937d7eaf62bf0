//! One key of a list and the simple values that can follow it.

use std::ops::RangeInclusive;

use proc_macro2::Span;
use syn::{
    Ident, LitBool, LitInt, LitStr, Token,
    ext::IdentExt,
    parenthesized,
    parse::{ParseBuffer, ParseStream},
    token,
};

use super::list;
use crate::{errors::Errors, place, suggest};

/// The longest name that PostgreSQL keeps, in bytes.
const MAX_NAME_BYTES: usize = 63;

/// One key of a list, and the input that stands after it.
pub(crate) struct Key<'a> {
    /// The key as it is written.
    pub(crate) ident: Ident,
    /// Its text; a raw identifier keeps its `r#`, which makes it a field and never a key.
    pub(crate) text: String,
    /// What stands after it.
    pub(crate) input: ParseStream<'a>,
}

impl<'a> Key<'a> {
    /// Parses the key itself. Rust's own key words are keys like any other.
    pub(crate) fn parse(input: ParseStream<'a>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected a key"));
        }
        let ident = Ident::parse_any(input)?;
        Ok(Self { text: ident.to_string(), ident, input })
    }

    /// The place of the key.
    pub(crate) fn span(&self) -> Span {
        self.ident.span()
    }

    /// The line of the key.
    pub(crate) fn line(&self) -> u32 {
        place::line(self.span())
    }

    /// A mistake at the key.
    pub(crate) fn error(&self, message: impl std::fmt::Display) -> syn::Error {
        syn::Error::new(self.span(), message)
    }

    /// The mistake of a key that does not exist.
    pub(crate) fn unknown(&self, known: &[&str]) -> syn::Error {
        let hint = suggest::hint(&self.text, known);
        self.error(format!("unknown key `{}`{hint}", self.text))
    }

    /// Whether the key stands alone, as a flag or a field does.
    pub(crate) fn is_bare(&self) -> bool {
        !self.input.peek(Token![=]) && !self.input.peek(token::Paren)
    }

    /// Whether parentheses follow.
    pub(crate) fn has_list(&self) -> bool {
        self.input.peek(token::Paren)
    }

    /// A key without a value.
    pub(crate) fn flag(&self) -> syn::Result<()> {
        if self.is_bare() {
            Ok(())
        } else {
            Err(self.input.error(format!("`{}` takes no value", self.text)))
        }
    }

    /// The `=` before a value.
    pub(crate) fn equals(&self, example: &str) -> syn::Result<()> {
        match self.input.parse::<Token![=]>() {
            Ok(_) if !self.input.is_empty() && !self.input.peek(Token![,]) => Ok(()),
            _ => Err(self.error(format!("`{}` takes a value: `{example}`", self.text))),
        }
    }

    /// `key = "text"`.
    pub(crate) fn string(&self, example: &str) -> syn::Result<LitStr> {
        self.equals(example)?;
        if self.input.peek(LitStr) {
            self.input.parse()
        } else {
            Err(self.input.error(format!("expected a string: `{example}`")))
        }
    }

    /// `key = "name"`: what PostgreSQL can keep as a name.
    pub(crate) fn name(&self, example: &str) -> syn::Result<LitStr> {
        let text = self.string(example)?;
        check_name(&text)?;
        Ok(text)
    }

    /// `key = "sql"`.
    pub(crate) fn sql(&self, example: &str) -> syn::Result<LitStr> {
        let text = self.string(example)?;
        check_sql(&text)?;
        Ok(text)
    }

    /// `key = word`, one of a few.
    pub(crate) fn word<T: Copy>(&self, words: &[(&str, T)]) -> syn::Result<T> {
        let names: Vec<_> = words.iter().map(|(name, _)| *name).collect();
        let expected = suggest::one_of(&names);
        self.equals(&format!("{} = {}", self.text, names.first().copied().unwrap_or_default()))?;
        if !self.input.peek(Ident::peek_any) {
            return Err(self.input.error(format!("expected {expected}")));
        }
        let word = Ident::parse_any(self.input)?;
        let text = word.to_string();
        let found = words.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let hint = suggest::nearest(&text, &names);
            let hint = hint.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            syn::Error::new(word.span(), format!("expected {expected}, not `{text}`{hint}"))
        })
    }

    /// `key = 70`, with a sign if need be.
    pub(crate) fn integer(&self, range: RangeInclusive<i64>) -> syn::Result<i64> {
        let example = format!("{} = {}", self.text, range.end().min(&100));
        self.equals(&example)?;
        let minus: Option<Token![-]> = self.input.parse()?;
        if !self.input.peek(LitInt) {
            return Err(self.input.error(format!("expected an integer: `{example}`")));
        }
        let number: LitInt = self.input.parse()?;
        let sign = if minus.is_some() { "-" } else { "" };
        match format!("{sign}{}", number.base10_digits()).parse() {
            Ok(value) if range.contains(&value) => Ok(value),
            _ => Err(syn::Error::new(
                number.span(),
                format!("`{}` is from {} to {}", self.text, range.start(), range.end()),
            )),
        }
    }

    /// `key = true`.
    pub(crate) fn boolean(&self) -> syn::Result<bool> {
        let example = format!("{} = true", self.text);
        self.equals(&example)?;
        if self.input.peek(LitBool) {
            Ok(self.input.parse::<LitBool>()?.value)
        } else {
            Err(self.input.error("expected `true` or `false`"))
        }
    }

    /// What stands in the parentheses after the key.
    pub(crate) fn content(&self, example: &str) -> syn::Result<ParseBuffer<'a>> {
        if self.has_list() {
            let content;
            parenthesized!(content in self.input);
            Ok(content)
        } else {
            Err(self.error(format!("`{}` takes a list: `{example}`", self.text)))
        }
    }

    /// Reads the keys in the parentheses after the key, if there are parentheses.
    pub(crate) fn optional_list(
        &self,
        errors: &mut Errors,
        each: &mut dyn FnMut(&Key<'_>, &mut Errors) -> syn::Result<()>,
    ) -> syn::Result<()> {
        if !self.has_list() {
            return self.flag();
        }
        let content = self.content("")?;
        list::read_list(&content, errors, each);
        Ok(())
    }
}

/// Refuses what PostgreSQL cannot keep as a name.
pub(crate) fn check_name(text: &LitStr) -> syn::Result<()> {
    let value = text.value();
    let error = |message: String| Err(syn::Error::new(text.span(), message));
    match value.len() {
        0 => error("a name cannot be empty".to_owned()),
        length if length > MAX_NAME_BYTES => error(format!(
            "this name has {length} bytes, and PostgreSQL keeps {MAX_NAME_BYTES} of a name"
        )),
        _ if value.contains('\0') => error("a name cannot hold a zero byte".to_owned()),
        _ => Ok(()),
    }
}

/// Refuses SQL text that says nothing.
pub(crate) fn check_sql(text: &LitStr) -> syn::Result<()> {
    if text.value().trim().is_empty() {
        Err(syn::Error::new(text.span(), "this SQL text is empty"))
    } else {
        Ok(())
    }
}
