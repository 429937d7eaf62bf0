//! Statements that act on a whole server and not on one database of it. Beside the target they would
//! change what it is there for, or find what they create.

use crate::migration::lexer::{Kind, Tokens};

/// The words by which the first such statement of a text is known, as in `ALTER ROLE`.
pub(super) fn wide(sql: &str) -> Option<String> {
    let (mut words, mut goes_on) = (Vec::new(), true);
    for token in Tokens::new(sql).map_while(Result::ok) {
        match token.kind {
            Kind::LineComment | Kind::BlockComment => {}
            Kind::Semicolon => {
                if let Some(found) = judged(&words) {
                    return Some(found);
                }
                words.clear();
                goes_on = true;
            }
            Kind::Word if goes_on && words.len() < 3 => {
                words.push(sql[token.range].to_ascii_uppercase());
            }
            _ => goes_on = false,
        }
    }
    judged(&words)
}

/// Judges a statement by the words that it begins with.
fn judged(words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words {
        ["CREATE" | "ALTER" | "DROP", "USER", "MAPPING"] => None,
        ["ALTER", "SYSTEM", ..]
        | [
            "CREATE" | "ALTER" | "DROP",
            "ROLE" | "USER" | "GROUP" | "DATABASE" | "TABLESPACE" | "SUBSCRIPTION",
            ..,
        ] => Some(words[..2].join(" ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_act_on_the_whole_server_are_known() {
        for (sql, expected) in [
            ("CREATE ROLE app", "CREATE ROLE"),
            ("-- a\n /* b */ alter /* c */ user\n\"a\" PASSWORD 'secret'", "ALTER USER"),
            ("CREATE TABLE t (); DROP GROUP g;", "DROP GROUP"),
            ("DROP DATABASE d", "DROP DATABASE"),
            ("CREATE TABLESPACE s LOCATION '/s'", "CREATE TABLESPACE"),
            ("ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION"),
            ("ALTER SYSTEM RESET ALL", "ALTER SYSTEM"),
            ("DROP ROLE a; SELECT '", "DROP ROLE"),
        ] {
            assert_eq!(wide(sql).as_deref(), Some(expected), "{sql}");
        }
    }

    #[test]
    fn statements_of_one_database_are_not_among_them() {
        for sql in [
            "",
            "CREATE TABLE role (database int, \"user\" text)",
            "CREATE USER MAPPING FOR a SERVER b; drop user mapping if exists FOR a SERVER b",
            "SELECT 'x; CREATE ROLE app'; -- ; DROP ROLE app",
            "ALTER TABLE system ADD role text",
            "GRANT SELECT ON t TO app; ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT SELECT ON TABLES TO b",
            "CREATE \"role\" x",
        ] {
            assert_eq!(wide(sql), None, "{sql}");
        }
    }
}
