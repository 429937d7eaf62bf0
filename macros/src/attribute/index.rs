//! `index`, on a field and on the struct.
//!
//! On the struct a key is a field or `sql = "expression"`, and words behind it say how it is kept:
//! `index(tenant, email ops = text_pattern_ops desc nulls_last, sql = "lower(name)" collate = "C")`.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Ident, LitStr, Token, ext::IdentExt, parse::ParseStream};

use super::{Key, Once, columns, key::check_name, key::check_sql, list, options, options::Options};
use crate::{errors::Errors, suggest};

/// An index.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) line: u32,
    pub(crate) keys: Vec<IndexKey>,
    pub(crate) name: Once<LitStr>,
    pub(crate) unique: Once<()>,
    pub(crate) nulls_not_distinct: Once<()>,
    pub(crate) using: Once<Ident>,
    pub(crate) include: Once<Vec<Ident>>,
    pub(crate) where_sql: Once<LitStr>,
    pub(crate) with: Once<Options>,
}

/// One key.
pub(crate) struct IndexKey {
    pub(crate) part: Part,
    pub(crate) collate: Once<Collation>,
    pub(crate) ops: Once<String>,
    pub(crate) descending: Once<bool>,
    pub(crate) nulls_first: Once<bool>,
}

/// What a key is made of.
pub(crate) enum Part {
    Field(Ident),
    Sql(LitStr),
}

/// A collation: a schema, if one is given, and a name.
#[derive(Clone)]
pub(crate) struct Collation {
    pub(crate) schema: Option<LitStr>,
    pub(crate) name: LitStr,
}

const FLAGS: &[&str] = &["unique", "nulls_not_distinct"];
const KEYS: &[&str] =
    &["name", "unique", "using", "include", "where_sql", "nulls_not_distinct", "with", "sql"];
const KEY_WORDS: &[&str] = &["asc", "desc", "nulls_first", "nulls_last", "ops", "collate"];

impl Index {
    /// On the struct: fields and expressions, then the rest.
    pub(crate) fn of_struct(key: &Key<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let content = key.content("index(a, b desc)")?;
        let mut made = Self { line: key.line(), ..Self::default() };
        let is_good =
            list::read_list(&content, errors, &mut |inner, errors| made.item(inner, errors));
        if made.keys.is_empty() && is_good {
            Err(key.error("`index` names no field and no expression"))
        } else {
            Ok(made)
        }
    }

    /// On a field: nothing, or in parentheses how the field is kept and the rest.
    pub(crate) fn of_field(key: &Key<'_>, field: &Ident, errors: &mut Errors) -> syn::Result<Self> {
        let mut made = Self { line: key.line(), ..Self::default() };
        let mut own = IndexKey::new(Part::Field(field.clone()));
        key.optional_list(errors, &mut |inner, errors| match inner.text.as_str() {
            "sql" => Err(inner.error(
                "an index over an expression stands on the struct: `#[aludel(index(sql = ..))]`",
            )),
            word if KEY_WORDS.contains(&word) => own.word(inner, errors),
            word if KEYS.contains(&word) => made.key(inner, errors),
            _ => {
                let known: Vec<_> = KEYS.iter().chain(KEY_WORDS).copied().collect();
                let known: Vec<_> = known.into_iter().filter(|word| *word != "sql").collect();
                Err(inner.unknown(&known))
            }
        })?;
        made.keys.push(own);
        Ok(made)
    }

    fn item(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        let word = key.text.as_str();
        let is_key = !key.is_bare() || FLAGS.contains(&word);
        let part = match word {
            "sql" if is_key => {
                key.equals("sql = \"lower(email)\"")?;
                if !key.input.peek(LitStr) {
                    return Err(key.input.error("expected a string: `sql = \"lower(email)\"`"));
                }
                let sql: LitStr = key.input.parse()?;
                errors.keep(check_sql(&sql));
                Part::Sql(sql)
            }
            _ if is_key && KEYS.contains(&word) => return self.key(key, errors),
            _ if is_key => return Err(key.unknown(KEYS)),
            _ => Part::Field(key.ident.clone()),
        };
        let made = IndexKey::read(part, key.input, errors)?;
        self.keys.push(made);
        Ok(())
    }

    fn key(&mut self, key: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        match key.text.as_str() {
            "name" => self.name.set(key, key.name("name = \"ix_app_users_email\"")?, errors),
            "unique" => self.unique.set(key, key.flag()?, errors),
            "nulls_not_distinct" => self.nulls_not_distinct.set(key, key.flag()?, errors),
            "using" => self.using.set(key, method(key)?, errors),
            "include" => {
                let fields = columns::fields(key, errors)?;
                self.include.set(key, fields, errors);
            }
            "where_sql" => {
                self.where_sql.set(key, key.sql("where_sql = \"deleted_at IS NULL\"")?, errors);
            }
            "with" => {
                let pairs = options::read(key, errors)?;
                self.with.set(key, pairs, errors);
            }
            _ => return Err(key.unknown(KEYS)),
        }
        Ok(())
    }
}

impl IndexKey {
    fn new(part: Part) -> Self {
        Self {
            part,
            collate: Once::default(),
            ops: Once::default(),
            descending: Once::default(),
            nulls_first: Once::default(),
        }
    }

    /// The words behind a field or an expression, up to the comma.
    fn read(part: Part, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let mut made = Self::new(part);
        while !input.is_empty() && !input.peek(Token![,]) {
            let word = Key::parse(input)?;
            made.word(&word, errors)?;
        }
        Ok(made)
    }

    fn word(&mut self, word: &Key<'_>, errors: &mut Errors) -> syn::Result<()> {
        let text = word.text.as_str();
        match text {
            "asc" | "desc" => self.descending.set(word, text == "desc", errors),
            "nulls_first" | "nulls_last" => {
                self.nulls_first.set(word, text == "nulls_first", errors);
            }
            "ops" => self.ops.set(word, operator_class(word)?, errors),
            "collate" => self.collate.set(word, collation(word)?, errors),
            _ => {
                let hint = suggest::hint(text, KEY_WORDS);
                return Err(word.error(format!("unknown word `{text}` after an index key{hint}")));
            }
        }
        Ok(())
    }
}

/// `using = gin`.
pub(crate) fn method(key: &Key<'_>) -> syn::Result<Ident> {
    key.equals("using = gin")?;
    if key.input.peek(Ident::peek_any) {
        Ident::parse_any(key.input)
    } else {
        Err(key.input.error("expected an access method: `using = gin`"))
    }
}

/// `collate = "C"` or `collate = "my_schema"."my_collation"`.
pub(crate) fn collation(key: &Key<'_>) -> syn::Result<Collation> {
    let first = key.name("collate = \"C\"")?;
    if key.input.parse::<Option<Token![.]>>()?.is_none() {
        return Ok(Collation { schema: None, name: first });
    }
    let name: LitStr = key.input.parse()?;
    check_name(&name)?;
    Ok(Collation { schema: Some(first), name })
}

/// `ops = text_pattern_ops`, `ops = public.gist_trgm_ops(siglen = 32)`.
fn operator_class(key: &Key<'_>) -> syn::Result<String> {
    key.equals("ops = text_pattern_ops")?;
    if !key.input.peek(Ident::peek_any) {
        return Err(key.input.error("expected an operator class: `ops = text_pattern_ops`"));
    }
    let mut class = Ident::parse_any(key.input)?.unraw().to_string();
    if key.input.parse::<Option<Token![.]>>()?.is_some() {
        class = format!("{class}.{}", Ident::parse_any(key.input)?.unraw());
    }
    if key.has_list() {
        let TokenTree::Group(parameters) = key.input.parse()? else {
            return Err(key.error("expected parameters in parentheses"));
        };
        class.push_str(&parameters.to_token_stream().to_string());
    }
    Ok(class)
}
