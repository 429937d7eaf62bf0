//! Server-printed texts as a human would write them: one pair of parentheses, not two.

use crate::type_name;

/// `CHECK ((a > 0))` as `CHECK (a > 0)`; anything else as it is.
pub(super) fn check(definition: &str) -> String {
    let Some(rest) = definition.strip_prefix("CHECK ") else { return definition.to_owned() };
    let Some(end) = matching(rest) else { return definition.to_owned() };
    let (condition, tail) = rest.split_at(end + 1);
    format!("CHECK ({}){tail}", stable(bare(&condition[1..condition.len() - 1])))
}

/// An expression as it has to be written so that the server prints it as it printed this one.
///
/// `status IN ('a', 'b')` over a `varchar` comes back as
/// `(status)::text = ANY ((ARRAY['a'::character varying, …])::text[])`. Read again, the cast moves
/// to the elements, and the print is another one; without the cast it is implied where it was.
pub(super) fn stable(expression: &str) -> String {
    const OPEN: &str = "((ARRAY[";
    const CLOSE: &str = "])::text[])";
    let mut written = String::with_capacity(expression.len());
    let mut rest = expression;
    while let Some(start) = rest.find(OPEN) {
        let (before, list) = rest.split_at(start);
        let end = matching(list).map_or(list.len(), |end| end + 1);
        let (list, after) = list.split_at(end);
        let elements = list.strip_prefix(OPEN).and_then(|list| list.strip_suffix(CLOSE));
        written.push_str(before);
        match elements.filter(|elements| before.ends_with("ANY ") && are_varchar(elements)) {
            Some(elements) => written.push_str(&format!("(ARRAY[{elements}])")),
            None => written.push_str(list),
        }
        rest = after;
    }
    written + rest
}

/// A default without the cast of a plain literal to the type that its column has anyway.
pub(super) fn default(expression: &str, data_type: &str) -> String {
    let brackets = &data_type[type_name::element(data_type).len()..];
    let cast = format!("::{}{brackets}", type_name::base(data_type));
    match expression.strip_suffix(&cast) {
        Some(literal) if is_plain_literal(literal) => literal.to_owned(),
        _ => stable(expression),
    }
}

/// Whether a text is one string literal without escapes.
pub(crate) fn is_plain_literal(text: &str) -> bool {
    let inside = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    inside.is_some_and(|inside| !inside.replace("''", "").contains(['\'', '\\']))
}

/// Whether every element of a list is a `varchar` literal.
fn are_varchar(elements: &str) -> bool {
    elements.split(", ").all(|element| element.ends_with("'::character varying"))
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
    fn a_literal_has_the_type_of_its_column() {
        assert_eq!(default("'x'::character varying", "character varying(20)"), "'x'");
        assert_eq!(default("'{}'::public.mood[]", "public.mood[]"), "'{}'");
        assert_eq!(default("'it''s'::text", "text"), "'it''s'");
        assert_eq!(default("('a'::text || 'b'::text)", "text"), "('a'::text || 'b'::text)");
        assert_eq!(default("'a'::text || 'b'::text", "text"), "'a'::text || 'b'::text");
        assert_eq!(default("'x'::bpchar", "character(3)"), "'x'::bpchar");
    }

    #[test]
    fn an_in_list_is_printed_again_as_it_was() {
        assert_eq!(
            stable(
                "((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))"
            ),
            "((a)::text = ANY (ARRAY['x'::character varying, 'y'::character varying]))"
        );
        let other = "((a)::text = ANY ((ARRAY['x'::bpchar])::text[]))";
        assert_eq!(stable(other), other);
    }

    #[test]
    fn two_conditions_keep_theirs() {
        assert_eq!(bare("(a > 0) AND (b > 0)"), "(a > 0) AND (b > 0)");
    }
}
