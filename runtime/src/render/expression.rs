//! Server-printed texts as a human would write them: one pair of parentheses, not two.

/// `CHECK ((a > 0))` as `CHECK (a > 0)`; anything else as it is.
pub(super) fn check(definition: &str) -> String {
    let Some(rest) = definition.strip_prefix("CHECK ") else { return definition.to_owned() };
    let Some(end) = matching(rest) else { return definition.to_owned() };
    let (condition, tail) = rest.split_at(end + 1);
    format!("CHECK ({}){tail}", bare(&condition[1..condition.len() - 1]))
}

/// An expression without the parentheses that enclose all of it.
pub(super) fn bare(expression: &str) -> &str {
    match matching(expression) {
        Some(end) if end + 1 == expression.len() => &expression[1..end],
        _ => expression,
    }
}

/// Where the parenthesis closes that opens a text, quotes and nested ones skipped.
fn matching(text: &str) -> Option<usize> {
    if !text.starts_with('(') {
        return None;
    }
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escapes = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match (quote, c) {
            (Some('\''), '\\') if escapes => drop(characters.next()),
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                escapes = c == '\'' && text[..at].ends_with('E');
            }
            (None, '(') => depth += 1,
            (None, ')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pair_of_parentheses_is_enough() {
        assert_eq!(check("CHECK ((a > 0))"), "CHECK (a > 0)");
        assert_eq!(check("CHECK ((a > 0)) NO INHERIT"), "CHECK (a > 0) NO INHERIT");
        assert_eq!(check("CHECK (((a) OR (b)))"), "CHECK ((a) OR (b))");
        assert_eq!(check("CHECK (is_even(a))"), "CHECK (is_even(a))");
    }

    #[test]
    fn parentheses_inside_quotes_do_not_count() {
        assert_eq!(check("CHECK ((a <> ')'::text))"), "CHECK (a <> ')'::text)");
        assert_eq!(check(r"CHECK ((a <> E'\')'::text))"), r"CHECK (a <> E'\')'::text)");
        assert_eq!(check("CHECK ((\"(\" > 0))"), "CHECK (\"(\" > 0)");
    }

    #[test]
    fn two_conditions_keep_theirs() {
        assert_eq!(bare("(a > 0) AND (b > 0)"), "(a > 0) AND (b > 0)");
    }
}
