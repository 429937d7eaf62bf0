//! A text of SQL divided into its statements and the directives between them.

use std::ops::Range;

use crate::migration::directive::is_directive;
use crate::migration::lexer::{Kind, Token, Tokens, Unclosed};

/// One part of a file, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A line comment between statements, or one that is a directive wherever it stands.
    Comment(Range<usize>),
    /// A line comment that follows a statement on its last line.
    Trailing(Range<usize>),
    /// One statement, from its first to its last token, without the semicolon.
    Statement(Range<usize>),
}

/// Divides a text at the semicolons that end statements: not those inside parentheses (the actions
/// of a rule) and not those inside a `BEGIN ATOMIC … END` body.
///
/// A directive ends a statement too, so that a missing semicolon cannot swallow the next step.
pub(crate) fn split(text: &str) -> Result<Vec<Part>, Unclosed> {
    let mut parts = Vec::new();
    let mut open: Option<OpenStatement> = None;
    let mut last_end = None;
    for token in Tokens::new(text) {
        let Token { kind, range } = token?;
        match kind {
            Kind::LineComment if is_directive(&text[range.clone()]) => {
                parts.extend(open.take().map(OpenStatement::close));
                parts.push(Part::Comment(range));
            }
            Kind::LineComment if open.is_none() => {
                let same_line = last_end.is_some_and(|end| !text[end..range.start].contains('\n'));
                parts.push(if same_line { Part::Trailing(range) } else { Part::Comment(range) });
            }
            Kind::LineComment | Kind::BlockComment => {}
            Kind::Semicolon if open.as_ref().is_none_or(OpenStatement::may_end) => {
                last_end = Some(range.end);
                parts.extend(open.take().map(OpenStatement::close));
            }
            _ => {
                let start = range.start;
                open.get_or_insert_with(|| OpenStatement::new(start)).take(kind, text, range);
            }
        }
    }
    parts.extend(open.take().map(OpenStatement::close));
    Ok(parts)
}

impl Part {
    /// Where it stands, in bytes.
    pub(crate) fn range(&self) -> &Range<usize> {
        match self {
            Self::Comment(range) | Self::Trailing(range) | Self::Statement(range) => range,
        }
    }
}

/// A statement whose end is not reached yet.
struct OpenStatement {
    range: Range<usize>,
    parentheses: usize,
    /// How many `BEGIN ATOMIC` and `CASE` wait for their `END`.
    blocks: usize,
    routine: Routine,
    after_begin: bool,
}

/// Whether the statement creates a function or procedure, as far as its first words tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Routine {
    Start,
    Create,
    Or,
    Yes,
    No,
}

impl OpenStatement {
    fn new(start: usize) -> Self {
        Self {
            range: start..start,
            parentheses: 0,
            blocks: 0,
            routine: Routine::Start,
            after_begin: false,
        }
    }

    fn may_end(&self) -> bool {
        self.parentheses == 0 && self.blocks == 0
    }

    fn close(self) -> Part {
        Part::Statement(self.range)
    }

    fn take(&mut self, kind: Kind, text: &str, range: Range<usize>) {
        self.range.end = range.end;
        let word = &text[range];
        match kind {
            Kind::Open => self.parentheses += 1,
            Kind::Close => self.parentheses = self.parentheses.saturating_sub(1),
            Kind::Word => self.take_word(word),
            _ => self.routine = self.routine.next(""),
        }
        self.after_begin = kind == Kind::Word && word.eq_ignore_ascii_case("begin");
    }

    fn take_word(&mut self, word: &str) {
        self.routine = self.routine.next(word);
        if self.routine != Routine::Yes {
            return;
        }
        let is = |key: &str| word.eq_ignore_ascii_case(key);
        if self.blocks > 0 && is("case") {
            self.blocks += 1;
        } else if self.blocks > 0 && is("end") {
            self.blocks -= 1;
        } else if self.blocks == 0 && self.after_begin && is("atomic") {
            self.blocks = 1;
        }
    }
}

impl Routine {
    fn next(self, word: &str) -> Self {
        let is = |key: &str| word.eq_ignore_ascii_case(key);
        match self {
            Self::Yes | Self::No => self,
            Self::Start if is("create") => Self::Create,
            Self::Or if is("replace") => Self::Create,
            Self::Create if is("or") => Self::Or,
            Self::Create if is("function") || is("procedure") => Self::Yes,
            _ => Self::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<&str> {
        let keep = |part| match part {
            Part::Statement(range) => Some(&text[range]),
            _ => None,
        };
        split(text).unwrap().into_iter().filter_map(keep).collect()
    }

    #[test]
    fn statements_end_at_semicolons() {
        assert_eq!(statements("SELECT 1; ;\n SELECT ';' -- x;\n;"), ["SELECT 1", "SELECT ';'"]);
        assert_eq!(statements("SELECT 1"), ["SELECT 1"]);
        assert_eq!(statements("-- only\n/* comments; */"), Vec::<&str>::new());
    }

    #[test]
    fn actions_of_a_rule_stay_together() {
        let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)";
        assert_eq!(statements(&format!("{rule}; SELECT 3")), [rule, "SELECT 3"]);
    }

    #[test]
    fn atomic_bodies_stay_together() {
        let function = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC \
                        SELECT CASE WHEN true THEN 1 END; SELECT 2; END";
        assert_eq!(statements(&format!("{function}; SELECT 3;")), [function, "SELECT 3"]);
        let plain = "CREATE PROCEDURE begin() LANGUAGE sql AS $$ SELECT 1; $$";
        assert_eq!(statements(&format!("{plain}; SELECT 3;")), [plain, "SELECT 3"]);
        assert_eq!(statements("BEGIN; SELECT 1; END;"), ["BEGIN", "SELECT 1", "END"]);
    }

    #[test]
    fn directives_end_a_statement() {
        assert_eq!(statements("SELECT (1\n-- aludel:step\nSELECT 2"), ["SELECT (1", "SELECT 2"]);
        assert_eq!(statements("SELECT '\n-- aludel:step\n'"), ["SELECT '\n-- aludel:step\n'"]);
    }

    #[test]
    fn comments_are_kept_between_statements() {
        let text = "-- a\nSELECT 1; -- b\n-- c\nSELECT -- d\n 2;";
        let comments: Vec<_> = split(text)
            .unwrap()
            .into_iter()
            .map(|part| match part {
                Part::Comment(range) => format!("comment {}", &text[range]),
                Part::Trailing(range) => format!("trailing {}", &text[range]),
                Part::Statement(range) => text[range].replace('\n', " "),
            })
            .collect();
        assert_eq!(
            comments,
            ["comment -- a", "SELECT 1", "trailing -- b", "comment -- c", "SELECT -- d  2"]
        );
    }
}
