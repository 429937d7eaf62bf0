//! SQL text as PostgreSQL's own scanner divides it, far enough to find where statements end.
//!
//! It accepts everything that the server accepts and leaves judging words to the server; what it
//! refuses is only text whose end cannot be known, such as a string that is never closed.

use std::ops::Range;

/// What a token is, as far as dividing statements asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `-- …` up to, not including, the line end.
    LineComment,
    /// `/* … */`, nested ones included.
    BlockComment,
    /// A bare word: key word or identifier.
    Word,
    /// A string, quoted identifier or dollar-quoted text, its quotes and prefix included.
    Quoted,
    /// `;`
    Semicolon,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A number, operator or other punctuation.
    Other,
}

/// One token and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

/// A text that ends before something in it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// Where it opens, in bytes.
    pub(crate) offset: usize,
    /// What opens there.
    pub(crate) what: &'static str,
    /// What would close it.
    pub(crate) closed_by: &'static str,
}

/// The tokens of a text; white space is what lies between them.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn scan(&mut self) -> Result<Kind, Unclosed> {
        let kind = match (self.peek(0), self.peek(1)) {
            (b'-', b'-') => {
                self.skip_while(|b| b != b'\n' && b != b'\r');
                Kind::LineComment
            }
            (b'/', b'*') => self.block_comment()?,
            (b'\'', _) => self.string(0, false)?,
            (b'e' | b'E', b'\'') => self.string(1, true)?,
            (b'b' | b'B' | b'x' | b'X' | b'n' | b'N', b'\'') => self.string(1, false)?,
            (b'u' | b'U', b'&') if self.peek(2) == b'\'' => self.string(2, false)?,
            (b'u' | b'U', b'&') if self.peek(2) == b'"' => self.quoted_identifier(2)?,
            (b'"', _) => self.quoted_identifier(0)?,
            (b'$', _) => self.dollar()?,
            (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => self.number(),
            (first, _) if starts_word(first) => {
                self.skip_while(continues_word);
                Kind::Word
            }
            (first, _) if is_operator(first) => self.operator(),
            (b':', b':' | b'=') | (b'.', b'.') => self.advance(2, Kind::Other),
            (b';', _) => self.advance(1, Kind::Semicolon),
            (b'(', _) => self.advance(1, Kind::Open),
            (b')', _) => self.advance(1, Kind::Close),
            _ => self.advance(1, Kind::Other),
        };
        Ok(kind)
    }

    fn advance(&mut self, count: usize, kind: Kind) -> Kind {
        self.at += count;
        kind
    }

    fn skip_while(&mut self, keep: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|&b| keep(b)) {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) -> Result<Kind, Unclosed> {
        let offset = self.at;
        let mut depth = 0;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => (depth, self.at) = (depth + 1, self.at + 2),
                (b'*', b'/') => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return Ok(Kind::BlockComment);
            }
        }
        Err(Unclosed { offset, what: "a comment", closed_by: "`*/`" })
    }

    fn string(&mut self, prefix: usize, escapes: bool) -> Result<Kind, Unclosed> {
        let offset = self.at;
        self.at += prefix + 1;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'\\', _) if escapes => self.at += 2,
                (b'\'', b'\'') => self.at += 2,
                (b'\'', _) => {
                    self.at += 1;
                    match self.continuation().filter(|_| escapes) {
                        Some(next) => self.at = next,
                        None => return Ok(Kind::Quoted),
                    }
                }
                _ => self.at += 1,
            }
        }
        Err(Unclosed { offset, what: "a string", closed_by: "`'`" })
    }

    /// Where the next part of a string starts: parts on different lines are one string, and the
    /// later ones have the escapes of the first.
    fn continuation(&self) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let crosses_line = rest[..blank].iter().any(|b| matches!(b, b'\n' | b'\r'));
        (crosses_line && rest.get(blank) == Some(&b'\'')).then_some(self.at + blank + 1)
    }

    fn quoted_identifier(&mut self, prefix: usize) -> Result<Kind, Unclosed> {
        let offset = self.at;
        self.at += prefix + 1;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'"', b'"') => self.at += 2,
                (b'"', _) => return Ok(self.advance(1, Kind::Quoted)),
                _ => self.at += 1,
            }
        }
        Err(Unclosed { offset, what: "a quoted identifier", closed_by: "`\"`" })
    }

    fn dollar(&mut self) -> Result<Kind, Unclosed> {
        let rest = &self.bytes[self.at..];
        let tag = rest[1..].iter().take_while(|&&b| continues_word(b) && b != b'$').count();
        let opens = rest.get(tag + 1) == Some(&b'$') && (tag == 0 || starts_word(rest[1]));
        if !opens {
            self.at += 1;
            self.skip_while(|b| b.is_ascii_digit());
            return Ok(Kind::Other);
        }
        let offset = self.at;
        let (delimiter, body) = rest.split_at(tag + 2);
        match body.windows(delimiter.len()).position(|window| window == delimiter) {
            Some(length) => Ok(self.advance(length + 2 * delimiter.len(), Kind::Quoted)),
            None => Err(Unclosed {
                offset,
                what: "a dollar-quoted text",
                closed_by: "its opening delimiter again",
            }),
        }
    }

    fn number(&mut self) -> Kind {
        while let Some(&byte) = self.bytes.get(self.at) {
            let exponent = matches!(byte, b'e' | b'E') && matches!(self.peek(1), b'+' | b'-');
            match byte {
                _ if exponent && self.peek(2).is_ascii_digit() => self.at += 2,
                b'.' if self.peek(1) == b'.' => break,
                b'.' | b'_' => self.at += 1,
                _ if byte.is_ascii_alphanumeric() => self.at += 1,
                _ => break,
            }
        }
        Kind::Other
    }

    /// An operator of several characters may end in `+` or `-` only if it holds one of the
    /// characters that no SQL operator has; so `a=-1` is `=` and `-`, as the server sees it.
    fn operator(&mut self) -> Kind {
        let rest = &self.bytes[self.at..];
        let mut length = rest.iter().take_while(|&&b| is_operator(b)).count();
        let comment = |at: &usize| matches!(&rest[*at..], [b'-', b'-', ..] | [b'/', b'*', ..]);
        length = (1..length).find(comment).unwrap_or(length);
        if !rest[..length].iter().any(|b| b"~!@#^&|`?%".contains(b)) {
            while length > 1 && matches!(rest[length - 1], b'+' | b'-') {
                length -= 1;
            }
        }
        self.advance(length, Kind::Other)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Result<Token, Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        // The vertical tab is white space to the server, though not to `is_ascii_whitespace`.
        self.skip_while(|b| b.is_ascii_whitespace() || b == 0x0b);
        if self.at >= self.bytes.len() {
            return None;
        }
        let start = self.at;
        let scanned = self.scan();
        self.at = self.at.min(self.bytes.len());
        if scanned.is_err() {
            self.at = self.bytes.len();
        }
        Some(scanned.map(|kind| Token { kind, range: start..self.at }))
    }
}

fn starts_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn continues_word(byte: u8) -> bool {
    starts_word(byte) || byte.is_ascii_digit() || byte == b'$'
}

fn is_operator(byte: u8) -> bool {
    b"+-*/<>=~!@#%^&|`?".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        Tokens::new(text).map(|token| &text[token.unwrap().range]).collect()
    }

    fn unclosed(text: &str) -> (usize, &'static str) {
        let error = Tokens::new(text).find_map(Result::err).unwrap();
        (error.offset, error.what)
    }

    #[test]
    fn strings_hide_what_they_hold() {
        assert_eq!(split("'a;''b' ;"), ["'a;''b'", ";"]);
        assert_eq!(split(r"'a\' ;"), [r"'a\'", ";"]);
        assert_eq!(split(r"E'a\';' ;"), [r"E'a\';'", ";"]);
        assert_eq!(split("E'a'\n  'b\\';' ;"), ["E'a'\n  'b\\';'", ";"]);
        assert_eq!(
            split("U&'d\\0061t;' U&\"x;\" \"a;\"\"b\""),
            ["U&'d\\0061t;'", "U&\"x;\"", "\"a;\"\"b\""]
        );
        assert_eq!(split("x'1F' n'a' b'01'"), ["x'1F'", "n'a'", "b'01'"]);
    }

    #[test]
    fn dollars_are_quotes_parameters_or_parts_of_words() {
        assert_eq!(split("$$;$$ $a$ $$ ; $a$"), ["$$;$$", "$a$ $$ ; $a$"]);
        assert_eq!(split("a$b$c ; $1$2"), ["a$b$c", ";", "$1", "$2"]);
        assert_eq!(split("$é$;$é$"), ["$é$;$é$"]);
    }

    #[test]
    fn comments_nest_and_end_operators() {
        assert_eq!(split("/* a /* b */ ; */ x"), ["/* a /* b */ ; */", "x"]);
        assert_eq!(split("1+--x\n2"), ["1", "+", "--x", "2"]);
        assert_eq!(split("1*/*c*/2"), ["1", "*", "/*c*/", "2"]);
    }

    #[test]
    fn operators_split_as_the_server_splits_them() {
        assert_eq!(split("a=-1"), ["a", "=", "-", "1"]);
        assert_eq!(split("a @- b"), ["a", "@-", "b"]);
        assert_eq!(split("a>=b::int[1:2]"), ["a", ">=", "b", "::", "int", "[", "1", ":", "2", "]"]);
        assert_eq!(split("1.5e-10 .5 1..2 0x_ff"), ["1.5e-10", ".5", "1", "..", "2", "0x_ff"]);
    }

    #[test]
    fn what_never_closes_is_named_where_it_opens() {
        assert_eq!(unclosed("a 'b"), (2, "a string"));
        assert_eq!(unclosed("E'b\\"), (0, "a string"));
        assert_eq!(unclosed("x \"b"), (2, "a quoted identifier"));
        assert_eq!(unclosed("/* /* */"), (0, "a comment"));
        assert_eq!(unclosed("do $a$ $b$"), (3, "a dollar-quoted text"));
    }

    #[test]
    fn any_text_is_divided_without_a_panic() {
        let pieces =
            ["'", "\"", "$", "$a$", "é", "/*", "*/", "--", "\n", "\\", ";", "e", "u&", "1."];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    let text = [a, b, c].concat();
                    let ends = Tokens::new(&text).flatten().all(|t| text.get(t.range).is_some());
                    assert!(ends, "{text:?}");
                }
            }
        }
    }
}
