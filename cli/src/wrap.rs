//! Prose in lines. What a reader may want to copy stays whole: a path, and what stands between
//! backticks.

use textwrap::{Options, WordSeparator, WordSplitter};

/// Stands for a space that is no place for a line to end; no prose of ours has one.
const KEPT: &str = "\u{a0}";

/// Fills lines up to a width; every line but the first begins with the indent.
///
/// A text that is a command from its first word to its last stays on one line.
pub(crate) fn fill(text: &str, width: usize, (first, indent): (&str, &str)) -> String {
    if text.starts_with("cargo ") {
        return format!("{first}{text}");
    }
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        // Not at hyphens: revisions, paths and options have them.
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&with_whole_commands(text), options).replace(KEPT, " ")
}

/// The text with the spaces between backticks out of reach.
fn with_whole_commands(text: &str) -> String {
    let pieces = text.split('`').enumerate().map(|(number, piece)| match number % 2 {
        0 => piece.to_owned(),
        _ => piece.replace(' ', KEPT),
    });
    pieces.collect::<Vec<String>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fill(text, 20, ("", "  ")), expected);
    }

    #[test]
    fn lines_end_between_words() {
        check("one two three four five six", "one two three four\n  five six");
    }

    #[test]
    fn paths_and_commands_stay_whole() {
        check(
            "write it into /srv/my-app/db-migrations/HEAD",
            "write it into\n  /srv/my-app/db-migrations/HEAD",
        );
        check("then `cargo aludel init` writes it", "then\n  `cargo aludel init`\n  writes it");
        check("cargo aludel stamp 0001 --quiet", "cargo aludel stamp 0001 --quiet");
    }
}
