//! Statements that a step may not hold: they would end its transaction, or need a client that
//! sends data.

use crate::migration::lexer::{Kind, Tokens};

/// Whether a statement copies from or to its client, for which a file has no data.
pub(crate) fn copies_to_client(sql: &str) -> bool {
    let mut words = words(sql);
    if !words.next().is_some_and(|word| is(word, "copy")) {
        return false;
    }
    let words: Vec<&str> = words.collect();
    words.windows(2).any(|pair| {
        is(pair[0], "from") && is(pair[1], "stdin") || is(pair[0], "to") && is(pair[1], "stdout")
    })
}

/// Returns the words of a statement that would end or begin a transaction, if it is one.
///
/// Savepoints stay inside the transaction of their step, so they are none.
pub(crate) fn controls_transaction(sql: &str) -> Option<String> {
    let mut words = words(sql);
    let first = words.next()?;
    if !["begin", "start", "commit", "end", "rollback", "abort", "prepare"]
        .iter()
        .any(|key| is(first, key))
    {
        return None;
    }
    let rest: Vec<String> = words.take(2).map(str::to_ascii_lowercase).collect();
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let count = match (&*first.to_ascii_lowercase(), &*rest) {
        ("rollback", ["to", ..] | ["work" | "transaction", "to"]) => return None,
        ("start" | "prepare", ["transaction", ..]) | ("commit" | "rollback", ["prepared", ..]) => 1,
        // PREPARE makes a statement to execute; START alone is nothing that the server knows.
        ("start" | "prepare", rest) if rest.first() != Some(&"transaction") => return None,
        _ => 0,
    };
    let words = [first].into_iter().chain(rest.into_iter().take(count));
    Some(words.map(str::to_ascii_uppercase).collect::<Vec<_>>().join(" "))
}

/// The bare words of a statement, whatever stands between them.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    Tokens::new(sql).flatten().filter(|token| token.kind == Kind::Word).map(|t| &sql[t.range])
}

fn is(word: &str, key: &str) -> bool {
    word.eq_ignore_ascii_case(key)
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
