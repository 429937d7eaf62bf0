//! What stands in `schema!(...)`.

use syn::{
    Attribute, Ident, LitStr, Path, Token, Visibility, bracketed,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use super::{Key, Once, item::crate_path, key::check_name, list};
use crate::{errors::Errors, suggest};

/// A list of models with its settings.
pub(crate) struct RegistryInput {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) entries: Vec<Entry>,
    pub(crate) settings: Settings,
    pub(crate) errors: Errors,
}

/// A model, or a registry taken in.
pub(crate) struct Entry {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_registry: bool,
    pub(crate) path: Path,
}

/// What stands behind the list.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) naming: Once<Naming>,
    pub(crate) extensions: Once<Vec<LitStr>>,
    pub(crate) types: Once<Vec<syn::Type>>,
    pub(crate) crate_path: Once<Path>,
}

/// How names are made that are not given.
pub(crate) enum Naming {
    Postgres,
    Sqlalchemy,
    Patterns(Vec<(&'static str, LitStr)>),
}

const KEYS: &[&str] = &["naming", "extensions", "types", "crate"];

/// What a pattern can be for, and the field of the runtime that holds it.
pub(crate) const OBJECTS: &[&str] =
    &["primary_key", "unique", "foreign_key", "check", "exclusion", "index"];

/// The words that a pattern can hold in braces.
const WORDS: &[&str] = &["table", "column", "columns", "referenced_table", "referenced_columns"];

impl Parse for RegistryInput {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const EXAMPLE: &str = "expected `pub SCHEMA = [AppUser, ..other_crate::SCHEMA]`";
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let explain = |error: syn::Error| syn::Error::new(error.span(), EXAMPLE);
        let ident = input.parse().map_err(explain)?;
        input.parse::<Token![=]>().map_err(explain)?;
        let content;
        bracketed!(content in input);
        let entries = Punctuated::<Entry, Token![,]>::parse_terminated(&content)?;
        let mut made = Self {
            attributes,
            visibility,
            ident,
            entries: entries.into_iter().collect(),
            settings: Settings::default(),
            errors: Errors::default(),
        };
        if !input.is_empty() && input.parse::<Token![,]>().is_err() {
            return Err(input.error("expected `,` before the next setting"));
        }
        let settings = &mut made.settings;
        list::read_list(input, &mut made.errors, &mut |key, errors| settings.key(key, errors));
        Ok(made)
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let is_registry = input.parse::<Option<Token![..]>>()?.is_some();
        Ok(Self { attributes, is_registry, path: input.call(Path::parse_mod_style)? })
    }
}

impl Settings {
    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "naming" if key.has_list() => {
                let patterns = patterns(key, errors)?;
                self.naming.set(key, Naming::Patterns(patterns), errors);
            }
            "naming" => {
                let is_sqlalchemy = key.word(&[("postgres", false), ("sqlalchemy", true)])?;
                let naming = if is_sqlalchemy { Naming::Sqlalchemy } else { Naming::Postgres };
                self.naming.set(key, naming, errors);
            }
            "extensions" => {
                let names: Vec<LitStr> = bracketed_list(key, "extensions = [\"citext\"]")?;
                for name in &names {
                    errors.keep(check_name(name));
                }
                self.extensions.set(key, names, errors);
            }
            "types" => self.types.set(key, bracketed_list(key, "types = [Mood]")?, errors),
            "crate" => self.crate_path.set(key, crate_path(key)?, errors),
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}

fn bracketed_list<T: Parse>(key: &Key<'_>, example: &str) -> syn::Result<Vec<T>> {
    key.equals(example)?;
    if !key.input.peek(syn::token::Bracket) {
        return Err(key.input.error(format!("expected a list: `{example}`")));
    }
    let content;
    bracketed!(content in key.input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

fn patterns(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Vec<(&'static str, LitStr)>> {
    let content = key.content("naming(index = \"ix_{table}_{columns}\")")?;
    let mut patterns: Vec<(&'static str, LitStr)> = Vec::new();
    list::read_list(&content, errors, &mut |inner, errors| {
        let Some(object) = OBJECTS.iter().find(|word| **word == inner.text) else {
            return Err(inner.unknown(OBJECTS));
        };
        let pattern = inner.string("index = \"ix_{table}_{columns}\"")?;
        check_pattern(&pattern)?;
        if patterns.iter().any(|(known, _)| known == object) {
            errors.at(&inner.ident, format!("`{object}` is given twice"));
        }
        patterns.push((object, pattern));
        Ok(())
    });
    Ok(patterns)
}

fn check_pattern(pattern: &LitStr) -> syn::Result<()> {
    let text = pattern.value();
    let error = |message: String| Err(syn::Error::new(pattern.span(), message));
    for after in text.split('{').skip(1) {
        let Some((word, _)) = after.split_once('}') else {
            return error("a `{` is not closed here".to_owned());
        };
        if !WORDS.contains(&word) {
            let hint = suggest::hint(word, WORDS);
            return error(format!("unknown word `{word}` in the pattern{hint}"));
        }
    }
    if text.contains("{table}") || text.contains("{column") {
        Ok(())
    } else {
        error("this pattern gives everything the same name: use `{table}`".to_owned())
    }
}
