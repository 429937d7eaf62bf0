//! Storage parameters and column options: `name=value` lists.

use crate::quote;

/// `name = value, …` for `WITH (…)` and `SET (…)`.
pub(super) fn list(options: &[String]) -> String {
    options.iter().map(|option| written(option)).collect::<Vec<_>>().join(", ")
}

/// The `RESET (…)` and `SET (…)` that turn one list into another, its order included: the server
/// keeps what is not touched where it stands, and puts what is set behind it.
pub(super) fn changes(from: &[String], to: &[String]) -> Vec<String> {
    if from == to {
        return Vec::new();
    }
    let set = to.iter().filter(|option| !from.contains(option)).cloned().collect::<Vec<_>>();
    let has = |list: &[String], option: &str| list.iter().any(|other| name(other) == name(option));
    let (kept, gone): (Vec<_>, Vec<_>) = from.iter().partition(|option| has(to, option));
    let untouched = kept.iter().filter(|option| !has(&set, option));
    let mut comes_to = untouched.copied().chain(&set).collect::<Vec<_>>();
    // The TOAST table has a list of its own, and it is read last.
    comes_to.sort_by_key(|option| option.starts_with("toast."));
    if comes_to.into_iter().eq(to) {
        clauses(gone.into_iter(), &set)
    } else {
        clauses(from.iter(), to)
    }
}

fn clauses<'a>(reset: impl Iterator<Item = &'a String>, set: &[String]) -> Vec<String> {
    let reset = reset.map(|option| name(option)).collect::<Vec<_>>().join(", ");
    let mut clauses = Vec::new();
    if !reset.is_empty() {
        clauses.push(format!("RESET ({reset})"));
    }
    if !set.is_empty() {
        clauses.push(format!("SET ({})", list(set)));
    }
    clauses
}

fn name(option: &str) -> &str {
    option.split_once('=').map_or(option, |(name, _)| name)
}

fn written(option: &str) -> String {
    let Some((name, value)) = option.split_once('=') else { return option.to_owned() };
    let plain = !value.is_empty()
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    if plain { format!("{name} = {value}") } else { format!("{name} = {}", quote::literal(value)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &[&str], to: &[&str], expected: &[&str]) {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(changes(&owned(from), &owned(to)), expected);
    }

    #[test]
    fn only_what_differs_is_set() {
        check(&["a=1", "b=2"], &["a=1", "b=3"], &["SET (b = 3)"]);
        check(&["a=1", "b=2"], &["b=2"], &["RESET (a)"]);
        check(&[], &["a=x y"], &["SET (a = 'x y')"]);
    }

    #[test]
    fn the_order_is_restored() {
        check(&["a=1", "b=2"], &["b=2", "a=1"], &["RESET (a, b)", "SET (b = 2, a = 1)"]);
        check(&["a=1", "b=2"], &["a=3", "b=2"], &["RESET (a, b)", "SET (a = 3, b = 2)"]);
    }
}
