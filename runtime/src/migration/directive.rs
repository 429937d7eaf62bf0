//! The comments that Aludel reads: `-- aludel:…`.

/// The version of the file format that this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// One comment that divides a migration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Directive<'a> {
    /// `-- aludel:migration 1` opens the header.
    Migration { format: u32 },
    /// `-- aludel:up` opens the way up.
    Up,
    /// `-- aludel:down` opens the way down.
    Down,
    /// `-- aludel:down irreversible: reason` says that there is none.
    Irreversible { reason: &'a str },
    /// `-- aludel:step` ends one transaction and begins the next.
    Step { transaction: bool },
}

impl<'a> Directive<'a> {
    /// Reads a comment for which [`is_directive`] holds. The error says what was expected.
    pub(crate) fn parse(comment: &'a str) -> Result<Self, &'static str> {
        let text = comment.trim_start_matches('-').trim();
        let text = text.strip_prefix("aludel:").unwrap_or(text).trim_start();
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match (word, rest.trim()) {
            ("migration", format) => match format.parse() {
                Ok(format) => Ok(Self::Migration { format }),
                Err(_) => Err("expected the version of the format, `-- aludel:migration 1`"),
            },
            ("up", "") => Ok(Self::Up),
            ("down", "") => Ok(Self::Down),
            ("down", reason) => match reason.strip_prefix("irreversible:").map(str::trim) {
                Some(reason) if !reason.is_empty() => Ok(Self::Irreversible { reason }),
                _ => Err("expected `-- aludel:down` or `-- aludel:down irreversible: <reason>`"),
            },
            ("step", "") => Ok(Self::Step { transaction: true }),
            ("step", "no-transaction") => Ok(Self::Step { transaction: false }),
            ("step", _) => Err("expected `-- aludel:step` or `-- aludel:step no-transaction`"),
            _ => Err("expected one of `aludel:migration`, `aludel:up`, `aludel:down`, \
                      `aludel:step`"),
        }
    }
}

/// Whether a line comment is for Aludel, well-formed or not.
pub(crate) fn is_directive(comment: &str) -> bool {
    comment.trim_start_matches('-').trim_start().starts_with("aludel:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_the_user_are_no_directives() {
        assert!(!is_directive("-- up"));
        assert!(!is_directive("-- see aludel:up"));
        assert!(is_directive("--aludel:upp"));
    }

    #[test]
    fn spacing_does_not_count() {
        assert_eq!(Directive::parse("--aludel:up\r"), Ok(Directive::Up));
        assert_eq!(
            Directive::parse("--  aludel:step   no-transaction "),
            Ok(Directive::Step { transaction: false })
        );
        assert_eq!(
            Directive::parse("-- aludel:down irreversible: the rows are gone"),
            Ok(Directive::Irreversible { reason: "the rows are gone" })
        );
    }

    #[test]
    fn slips_are_errors_and_not_comments() {
        for slip in ["-- aludel:upp", "-- aludel:step notransaction", "-- aludel:down x"] {
            assert!(Directive::parse(slip).is_err(), "{slip}");
        }
    }
}
