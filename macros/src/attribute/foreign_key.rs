//! `references = AppUser::id`, `references_sql = ".."` and `foreign_key(a, b, references = ..)`.

use syn::{Ident, LitStr, Path, ext::IdentExt, spanned::Spanned};

use super::{
    Key, Once, columns,
    columns::Item,
    unique::{Deferral, deferrable},
};
use crate::errors::Errors;

/// What a foreign key refers to.
#[derive(Clone)]
pub(crate) struct Reference {
    /// The model.
    pub(crate) model: Path,
    /// Its fields; none means its primary key.
    pub(crate) fields: Vec<Ident>,
}

/// What happens to the rows that refer.
#[derive(Clone)]
pub(crate) struct Action {
    pub(crate) word: Word,
    /// `set_null(a)`: only these.
    pub(crate) columns: Vec<Ident>,
}

/// The actions of SQL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

const ACTIONS: &[(&str, Word)] = &[
    ("cascade", Word::Cascade),
    ("restrict", Word::Restrict),
    ("set_null", Word::SetNull),
    ("set_default", Word::SetDefault),
    ("no_action", Word::NoAction),
];

/// The keys that a foreign key has on a field and on the struct alike.
#[derive(Default)]
pub(crate) struct ForeignKey {
    pub(crate) line: u32,
    pub(crate) columns: Vec<Ident>,
    pub(crate) references: Once<Reference>,
    pub(crate) references_sql: Once<LitStr>,
    pub(crate) on_delete: Once<Action>,
    pub(crate) on_update: Once<Action>,
    pub(crate) match_full: Once<bool>,
    pub(crate) deferrable: Once<Deferral>,
    pub(crate) name: Once<LitStr>,
}

/// The keys that only mean something next to `references`.
pub(crate) const FIELD_KEYS: &[&str] =
    &["references", "references_sql", "on_delete", "on_update", "match", "deferrable"];

const KEYS: &[&str] =
    &["references", "references_sql", "on_delete", "on_update", "match", "deferrable", "name"];

impl ForeignKey {
    /// On the struct: the fields, then the rest.
    pub(crate) fn of_struct(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let content = key.content("foreign_key(a, b, references = Other(x, y))")?;
        let mut made = Self { line: key.line(), ..Self::default() };
        let is_good =
            columns::read(&content, &["deferrable"], errors, &mut |item, errors| match item {
                Item::Field(field) => {
                    made.columns.push(field.clone());
                    Ok(())
                }
                Item::Key(inner) if inner.text == "name" => {
                    made.name.set(inner, inner.name("name = \"orders_customer_fkey\"")?, errors);
                    Ok(())
                }
                Item::Key(inner) if KEYS.contains(&inner.text.as_str()) => made.key(inner, errors),
                Item::Key(inner) => Err(inner.unknown(KEYS)),
            });
        match (made.columns.is_empty(), made.has_target()) {
            (true, _) if is_good => Err(key.error("`foreign_key` names no field")),
            (_, false) if is_good => {
                Err(key.error("to what does it refer? add `references = Other(a, b)`"))
            }
            _ => Ok(made),
        }
    }

    /// One of [`FIELD_KEYS`].
    pub(crate) fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "references" => self.references.set(key, reference(key, errors)?, errors),
            "references_sql" => {
                let example = "references_sql = \"other_schema.items (id)\"";
                self.references_sql.set(key, key.sql(example)?, errors);
            }
            "on_delete" => self.on_delete.set(key, action(key, errors)?, errors),
            "on_update" => self.on_update.set(key, action(key, errors)?, errors),
            "match" => {
                let full = key.word(&[("full", true), ("simple", false)])?;
                self.match_full.set(key, full, errors);
            }
            _ => self.deferrable.set(key, deferrable(key)?, errors),
        }
        Ok(())
    }

    /// Whether it refers to anything.
    pub(crate) fn has_target(&self) -> bool {
        self.references.is_set() || self.references_sql.is_set()
    }
}

/// `AppUser`, `AppUser::id` or `AppUser(a, b)`. A last segment that begins with a small letter is a
/// field.
fn reference(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Reference> {
    const EXPECTED: &str = "expected a model or one of its fields: `references = AppUser::id`";
    key.equals("references = AppUser::id")?;
    if !key.input.peek(Ident::peek_any) && !key.input.peek(syn::Token![::]) {
        return Err(key.input.error(EXPECTED));
    }
    let mut model = key.input.call(Path::parse_mod_style)?;
    if key.has_list() {
        let fields = columns::fields(key, errors)?;
        return Ok(Reference { model, fields });
    }
    let last = model.segments.last().map(|segment| segment.ident.clone());
    let field = last.filter(|last| last.unraw().to_string().starts_with(char::is_lowercase));
    if field.is_some() {
        let span = model.span();
        model.segments.pop();
        if model.segments.pop_punct().is_none() || model.segments.is_empty() {
            return Err(syn::Error::new(span, EXPECTED));
        }
    }
    Ok(Reference { model, fields: field.into_iter().collect() })
}

fn action(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Action> {
    let word = key.word(ACTIONS)?;
    let mut columns = Vec::new();
    if key.has_list() && !matches!(word, Word::SetNull | Word::SetDefault) {
        return Err(key.input.error("only `set_null` and `set_default` take fields"));
    }
    if key.has_list() {
        columns = columns::fields(key, errors)?;
    }
    Ok(Action { word, columns })
}
