//! Storage parameters and column options: `name=value` lists.

use crate::quote;

/// `name = value, …` for `WITH (…)` and `SET (…)`.
pub(super) fn list(options: &[String]) -> String {
    options.iter().map(|option| written(option)).collect::<Vec<_>>().join(", ")
}

/// The `SET (…)` and `RESET (…)` that turn one list into another.
pub(super) fn changes(from: &[String], to: &[String]) -> Vec<String> {
    let set = to.iter().filter(|option| !from.contains(option)).cloned().collect::<Vec<_>>();
    let kept = to.iter().map(|option| name(option)).collect::<Vec<_>>();
    let reset = from.iter().map(|option| name(option)).filter(|name| !kept.contains(name));
    let reset = reset.collect::<Vec<_>>().join(", ");
    let mut clauses = Vec::new();
    if !reset.is_empty() {
        clauses.push(format!("RESET ({reset})"));
    }
    if !set.is_empty() {
        clauses.push(format!("SET ({})", list(&set)));
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
