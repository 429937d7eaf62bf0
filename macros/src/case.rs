//! The cases that names come in.

use crate::{attribute::Key, suggest};

/// A rule of `rename_all`, with the words that serde has for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: &[(&str, Case)] = &[
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// Reads what follows `rename_all`.
    pub(crate) fn read(key: &Key<'_>) -> syn::Result<Self> {
        let text = key.string("rename_all = \"camelCase\"")?;
        let value = text.value();
        let found = CASES.iter().find(|(word, _)| *word == value);
        found.map(|(_, case)| *case).ok_or_else(|| {
            let words: Vec<_> = CASES.iter().map(|(word, _)| *word).collect();
            let hint = suggest::hint(&value, &words);
            syn::Error::new(text.span(), format!("unknown case `{value}`{hint}"))
        })
    }

    /// Puts the name of a field, variant or type into this case.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        let lower: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
        match self {
            Self::Lower => lower.concat(),
            Self::Upper => lower.concat().to_uppercase(),
            Self::Pascal => lower.iter().map(|word| capital(word)).collect(),
            Self::Camel => {
                let rest = lower.iter().skip(1).map(|word| capital(word));
                lower.iter().take(1).cloned().chain(rest).collect()
            }
            Self::Snake => lower.join("_"),
            Self::ScreamingSnake => lower.join("_").to_uppercase(),
            Self::Kebab => lower.join("-"),
            Self::ScreamingKebab => lower.join("-").to_uppercase(),
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The words of a name: at underscores, before a capital that follows a small letter, and before
/// the last capital of a row of them that a small letter follows (`HTTPServer`).
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        let after_small = i > 0 && !chars[i - 1].is_uppercase();
        let before_small = chars.get(i + 1).is_some_and(|next| next.is_lowercase());
        let starts = c == '_' || i > 0 && c.is_uppercase() && (after_small || before_small);
        if starts {
            words.push(String::new());
        }
        if c != '_'
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_become_tables() {
        for (name, table) in [
            ("AppUser", "app_user"),
            ("HTTPServer", "http_server"),
            ("OAuth2Token", "o_auth2_token"),
            ("A", "a"),
            ("Straße", "straße"),
        ] {
            assert_eq!(Case::Snake.apply(name), table);
        }
    }

    #[test]
    fn every_case_is_as_serde_has_it() {
        let all: Vec<_> = CASES.iter().map(|(_, case)| case.apply("VeryTasty")).collect();
        let expected = [
            "verytasty",
            "VERYTASTY",
            "VeryTasty",
            "veryTasty",
            "very_tasty",
            "VERY_TASTY",
            "very-tasty",
            "VERY-TASTY",
        ];
        assert_eq!(all, expected);
        assert_eq!(Case::Camel.apply("created_at"), "createdAt");
    }
}
