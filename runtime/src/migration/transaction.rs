//! Statements that a step may not hold: they would end its transaction, or need a client that
//! sends data.

use std::ops::Range;

use crate::migration::lexer::{Kind, Tokens};

/// Whether a statement copies from or to its client, for which a file has no data.
pub(crate) fn copies_to_client(sql: &str) -> bool {
    let mut words = Tokens::new(sql).flatten().filter(|token| token.kind == Kind::Word);
    let word = |range: Range<usize>| sql[range].to_ascii_lowercase();
    words.next().is_some_and(|first| word(first.range) == "copy")
        && words
            .map(|token| word(token.range))
            .collect::<Vec<_>>()
            .windows(2)
            .any(|pair| matches!((&*pair[0], &*pair[1]), ("from", "stdin") | ("to", "stdout")))
}

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
    use super::{controls_transaction, copies_to_client};

    #[test]
    fn copies_need_a_file_of_the_server() {
        assert!(copies_to_client("COPY t (a) FROM /* c */ stdin WITH (FORMAT csv)"));
        assert!(copies_to_client("COPY (SELECT 1) TO STDOUT"));
        assert!(!copies_to_client("COPY t FROM '/tmp/x'"));
        assert!(!copies_to_client("SELECT a FROM stdin"));
    }

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
