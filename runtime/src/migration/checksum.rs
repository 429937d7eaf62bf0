//! What counts as an edit of a migration.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::migration::lexer::{Kind, Tokens};
use crate::migration::script::{Down, Migration};
use crate::statement::Step;

/// A SHA-256 over the statements of a migration, or over the texts of a chain of them.
///
/// Of statements, comments, white space and line ends do not count, also not those that a version control system
/// changes inside a string. The borders of steps do, and so does the way down: it is part of what
/// was proved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checksum([u8; 32]);

impl Checksum {
    /// The checksum of both directions of a migration.
    pub fn of(migration: &Migration) -> Self {
        let mut bytes = b"aludel migration 1".to_vec();
        feed_steps(&mut bytes, &migration.up);
        match &migration.down {
            Down::Steps(steps) => {
                bytes.push(b'D');
                feed_steps(&mut bytes, steps);
            }
            Down::Irreversible { .. } => bytes.push(b'I'),
        }
        Self(Sha256::digest(bytes).into())
    }

    /// The checksum of some steps of one direction.
    pub fn of_steps(steps: &[Step]) -> Self {
        let mut bytes = b"aludel steps 1".to_vec();
        feed_steps(&mut bytes, steps);
        Self(Sha256::digest(bytes).into())
    }

    /// The checksum of a file as it stands, byte for byte, and of everything before it: `parents`
    /// are those of its parents.
    ///
    /// Where it is the same, so is everything else, and no SQL has to be read to know that. Where
    /// it is not, it may be for a comment.
    pub(crate) fn chained(
        revision: &str,
        text: &str,
        parents: impl IntoIterator<Item = Self>,
    ) -> Self {
        let mut hash = Sha256::new_with_prefix("aludel chain 1");
        hash.update(revision);
        hash.update([0]);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
        parents.into_iter().for_each(|parent| hash.update(parent.0));
        Self(hash.finalize().into())
    }
}

fn feed_steps(bytes: &mut Vec<u8>, steps: &[Step]) {
    for step in steps {
        bytes.push(if step.transaction { b'T' } else { b'N' });
        for statement in &step.statements {
            bytes.push(b'S');
            feed_statement(bytes, &statement.sql);
        }
    }
}

fn feed_statement(bytes: &mut Vec<u8>, sql: &str) {
    for token in Tokens::new(sql) {
        match token {
            Ok(token) if matches!(token.kind, Kind::LineComment | Kind::BlockComment) => {}
            Ok(token) => feed_text(bytes, &sql[token.range]),
            // A file with such a statement does not load; a checksum of the whole text is sound.
            Err(unclosed) => feed_text(bytes, &sql[unclosed.offset..]),
        }
    }
}

/// A zero byte ends each text: no SQL holds one, so no two sequences of texts give the same bytes.
fn feed_text(bytes: &mut Vec<u8>, text: &str) {
    if text.contains("\r\n") {
        return feed_text(bytes, &text.replace("\r\n", "\n"));
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(0);
}

/// A text that is no checksum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a checksum, expected 64 hexadecimal digits")]
pub struct ChecksumError {
    /// What was read.
    pub text: String,
}

impl std::str::FromStr for Checksum {
    type Err = ChecksumError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || ChecksumError { text: text.to_owned() };
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let value = |digit: u8| char::from(digit).to_digit(16);
            let (Some(high), Some(low)) = (value(pair[0]), value(pair[1])) else {
                return Err(refuse());
            };
            *byte = u8::try_from(high * 16 + low).map_err(|_| refuse())?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checksum({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Statement;

    fn of(transaction: bool, statements: &[&str]) -> Checksum {
        let statements = statements.iter().map(|sql| Statement::new(*sql)).collect();
        Checksum::of_steps(&[Step { transaction, statements }])
    }

    #[test]
    fn layout_does_not_count() {
        let plain = of(true, &["SELECT a=-1, 'x\ny' FROM t"]);
        assert_eq!(of(true, &["SELECT  a = -1 , -- c\r\n 'x\r\ny' FROM/* d */t"]), plain);
    }

    #[test]
    fn content_counts() {
        let all = [
            of(true, &["SELECT 1"]),
            of(false, &["SELECT 1"]),
            of(true, &["SELECT 2"]),
            of(true, &["SELECT 'a b'"]),
            of(true, &["SELECT 'a  b'"]),
            of(true, &["SELECT a> =b"]),
            of(true, &["SELECT a>=b"]),
            of(true, &["SELECT", "1"]),
            of(true, &[]),
        ];
        for (i, a) in all.iter().enumerate() {
            assert_eq!(all.iter().position(|b| a == b), Some(i));
        }
    }

    #[test]
    fn borders_of_steps_count() {
        let step = |sql: &[&str]| Step {
            transaction: true,
            statements: sql.iter().map(|sql| Statement::new(*sql)).collect(),
        };
        let one = Checksum::of_steps(&[step(&["A", "B"])]);
        let two = Checksum::of_steps(&[step(&["A"]), step(&["B"])]);
        assert_ne!(one, two);
    }

    #[test]
    fn checksums_stay_what_they_were() {
        assert_eq!(
            of(true, &["CREATE TABLE t (a int)"]).to_string(),
            "7e93903727af099aedd439bd09fef7df36e0b8fbf3a79da78972dae4b03c18c9"
        );
    }
}
