//! The nearest right word for a wrong one.

/// What people write who come from elsewhere, and what it is called here.
const SYNONYMS: &[(&str, &str)] = &[
    ("auto_increment", "serial"),
    ("autoincrement", "serial"),
    ("column_name", "column"),
    ("column_type", "type"),
    ("constraint", "check"),
    ("default_expr", "default_sql"),
    ("default_value", "default"),
    ("foreign_key", "references"),
    ("generated", "generated_sql"),
    ("ignore", "skip"),
    ("indexed", "index"),
    ("key", "primary_key"),
    ("method", "using"),
    ("not_null", "nullable"),
    ("null", "nullable"),
    ("opclass", "ops"),
    ("pk", "primary_key"),
    ("rename", "column"),
    ("schema_name", "schema"),
    ("server_default", "default_sql"),
    ("sql_type", "type_sql"),
    ("table_name", "table"),
    ("where", "where_sql"),
];

/// How many right words are few enough to be listed.
const FEW: usize = 8;

/// The end of a message about a wrong word: the nearest right one, all of them if they are few, or
/// where they are.
pub(crate) fn hint(wrong: &str, right: &[&str]) -> String {
    match nearest(wrong, right) {
        Some(word) => format!("; did you mean `{word}`?"),
        None if right.is_empty() => String::new(),
        None if right.len() <= FEW => format!("; expected {}", one_of(right)),
        None => "; its documentation lists the keys".to_owned(),
    }
}

/// The right word that a wrong one was most likely meant to be.
pub(crate) fn nearest<'a>(wrong: &str, right: &[&'a str]) -> Option<&'a str> {
    let synonym = SYNONYMS.iter().find(|(word, _)| *word == wrong).map(|(_, meant)| *meant);
    if let Some(word) = right.iter().find(|word| Some(**word) == synonym) {
        return Some(word);
    }
    let near = |word: &&&str| {
        distance(wrong, word) <= word.len().max(wrong.len()).div_ceil(3) || begins(wrong, word)
    };
    right.iter().filter(near).min_by_key(|word| distance(wrong, word)).copied()
}

/// "`a`, `b` or `c`".
pub(crate) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} or {end}", rest.join(", ")),
    }
}

/// Whether one is the other's beginning: `desc` and `descending`.
fn begins(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= 3 && (one.starts_with(other) || other.starts_with(one))
}

/// How many characters must be put in, left out, replaced or swapped with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (i, from) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in other.iter().enumerate() {
            let replaced = rows[i][j] + usize::from(from != to);
            let mut least = replaced.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == other[j - 1] && one[i - 1] == *to {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_is_near() {
        assert_eq!(nearest("uniqe", &["unique", "index"]), Some("unique"));
        assert_eq!(nearest("tabel", &["table", "schema"]), Some("table"));
        assert_eq!(nearest("idnex", &["unique", "index"]), Some("index"));
    }

    #[test]
    fn another_word_is_not_near() {
        assert_eq!(nearest("banana", &["unique", "index"]), None);
        assert_eq!(nearest("x", &["as"]), None);
    }

    #[test]
    fn the_words_of_other_tools_are_known() {
        assert_eq!(nearest("pk", &["primary_key", "check"]), Some("primary_key"));
        assert_eq!(nearest("pk", &["check"]), None);
    }

    #[test]
    fn few_words_are_listed() {
        assert_eq!(hint("banana", &["a", "b", "c"]), "; expected `a`, `b` or `c`");
    }
}
