//! Statements that begin or end a transaction, which a step may not hold.

use crate::migration::lexer::{Kind, Tokens};

/// Returns the words of a statement that would end or begin a transaction, if it is one.
///
/// Savepoints stay inside the transaction of their step, so they are none.
pub(crate) fn controls_transaction(sql: &str) -> Option<String> {
    let words = leading_words(sql, 4);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = match *words.as_slice() {
        ["rollback", "to", ..] | ["rollback", "work" | "transaction", "to", ..] => return None,
        ["start" | "prepare", "transaction", ..] | ["commit" | "rollback", "prepared", ..] => 2,
        ["begin" | "commit" | "end" | "rollback" | "abort", ..] => 1,
        _ => return None,
    };
    Some(words[..count].join(" ").to_ascii_uppercase())
}

/// The first words of a statement in lower case, as far as only words stand there.
pub(crate) fn leading_words(sql: &str, limit: usize) -> Vec<String> {
    Tokens::new(sql)
        .flatten()
        .filter(|token| !matches!(token.kind, Kind::LineComment | Kind::BlockComment))
        .take_while(|token| token.kind == Kind::Word)
        .take(limit)
        .map(|token| sql[token.range].to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::controls_transaction;

    #[test]
    fn transaction_control_is_seen() {
        let found = |sql| controls_transaction(sql);
        assert_eq!(found("/* x */ begin"), Some("BEGIN".into()));
        assert_eq!(found("Start  Transaction READ ONLY"), Some("START TRANSACTION".into()));
        assert_eq!(found("COMMIT AND CHAIN"), Some("COMMIT".into()));
        assert_eq!(found("COMMIT PREPARED 'a'"), Some("COMMIT PREPARED".into()));
        assert_eq!(found("ROLLBACK"), Some("ROLLBACK".into()));
        assert_eq!(found("PREPARE TRANSACTION 'a'"), Some("PREPARE TRANSACTION".into()));
    }

    #[test]
    fn what_stays_inside_is_left_alone() {
        for sql in [
            "SAVEPOINT a",
            "ROLLBACK TO a",
            "ROLLBACK WORK TO SAVEPOINT a",
            "RELEASE a",
            "PREPARE p AS SELECT 1",
            "DO $$ BEGIN END $$",
            "",
        ] {
            assert_eq!(controls_transaction(sql), None, "{sql}");
        }
    }
}
