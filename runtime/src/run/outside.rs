//! What a statement that runs outside of a transaction does, as far as the catalog can be asked
//! about it afterwards.

use crate::migration::lexer::{Kind, Tokens};

/// A statement that runs outside of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outside {
    /// `CREATE INDEX CONCURRENTLY name ON table`
    CreateIndex { name: String, table: Vec<String> },
    /// `DROP INDEX CONCURRENTLY name`
    DropIndex { name: Vec<String> },
    /// `ALTER TABLE parent DETACH PARTITION partition CONCURRENTLY`
    DetachPartition { parent: Vec<String>, partition: Vec<String> },
    /// `ALTER TYPE type ADD VALUE 'label'`
    AddEnumValue { enum_type: Vec<String>, label: String },
    /// A statement that does no harm when it is run twice.
    Repeatable,
    /// A statement that is undone as a whole when the server refuses it.
    Atomic,
    /// Any other, such as a procedure that commits as it goes.
    Other,
}

impl Outside {
    /// Recognises a statement; what it does not read to the last detail is `Other`.
    pub(crate) fn of(sql: &str) -> Self {
        let words = Words::new(sql);
        [create_index, drop_index, detach_partition, add_enum_value, repeatable, atomic]
            .into_iter()
            .find_map(|read| read(words.clone()))
            .unwrap_or(Self::Other)
    }
}

/// Whether nobody waits behind a statement that waits for a lock: what works concurrently waits for
/// transactions that are open, and a new value for others that change the type.
pub(crate) fn waits_alone(sql: &str) -> bool {
    let words = Words::new(sql);
    let first = words.clone().next_word();
    // A refresh has the name, but holds up writers.
    words.any("concurrently") && first.is_none_or(|first| first != "refresh")
        || add_enum_value(words).is_some()
}

fn create_index(mut words: Words<'_>) -> Option<Outside> {
    words.key("create")?;
    words.optional(&["unique"]);
    words.key("index")?;
    words.key("concurrently")?;
    words.optional(&["if", "not", "exists"]);
    // An index without a name has one that only the server knows.
    let name = words.name()?;
    words.key("on")?;
    words.optional(&["only"]);
    Some(Outside::CreateIndex { name, table: words.qualified_name()? })
}

fn drop_index(mut words: Words<'_>) -> Option<Outside> {
    words.key("drop")?;
    words.key("index")?;
    words.key("concurrently")?;
    words.optional(&["if", "exists"]);
    Some(Outside::DropIndex { name: words.qualified_name()? })
}

fn detach_partition(mut words: Words<'_>) -> Option<Outside> {
    words.key("alter")?;
    words.key("table")?;
    words.optional(&["if", "exists"]);
    let parent = words.qualified_name()?;
    words.key("detach")?;
    words.key("partition")?;
    let partition = words.qualified_name()?;
    words.key("concurrently")?;
    Some(Outside::DetachPartition { parent, partition })
}

fn add_enum_value(mut words: Words<'_>) -> Option<Outside> {
    words.key("alter")?;
    words.key("type")?;
    let enum_type = words.qualified_name()?;
    words.key("add")?;
    words.key("value")?;
    words.optional(&["if", "not", "exists"]);
    Some(Outside::AddEnumValue { enum_type, label: words.plain_string()? })
}

fn repeatable(mut words: Words<'_>) -> Option<Outside> {
    let first = words.next_word()?;
    ["vacuum", "analyze", "analyse", "reindex", "checkpoint", "cluster"]
        .contains(&first.as_str())
        .then_some(Outside::Repeatable)
}

fn atomic(mut words: Words<'_>) -> Option<Outside> {
    let concurrent = words.clone().any("concurrently");
    let first = words.next_word()?;
    let atomic = ["insert", "update", "delete", "merge"].contains(&first.as_str())
        || first == "alter" && !concurrent && words.key("table").is_some();
    atomic.then_some(Outside::Atomic)
}

/// The tokens of a statement without its comments.
#[derive(Clone)]
struct Words<'a> {
    sql: &'a str,
    tokens: Vec<(Kind, &'a str)>,
    at: usize,
}

impl<'a> Words<'a> {
    fn new(sql: &'a str) -> Self {
        let tokens = Tokens::new(sql)
            .flatten()
            .filter(|token| !matches!(token.kind, Kind::LineComment | Kind::BlockComment))
            .map(|token| (token.kind, &sql[token.range]))
            .collect();
        Self { sql, tokens, at: 0 }
    }

    fn peek(&self) -> Option<(Kind, &'a str)> {
        self.tokens.get(self.at).copied()
    }

    fn next_word(&mut self) -> Option<String> {
        let (kind, text) = self.peek()?;
        self.at += 1;
        (kind == Kind::Word).then(|| text.to_ascii_lowercase())
    }

    fn key(&mut self, key: &str) -> Option<()> {
        (self.next_word()? == key).then_some(())
    }

    fn any(&self, key: &str) -> bool {
        let mut rest = self.tokens[self.at..].iter();
        rest.any(|(kind, text)| *kind == Kind::Word && text.eq_ignore_ascii_case(key))
    }

    fn optional(&mut self, keys: &[&str]) {
        let start = self.at;
        if !keys.iter().all(|key| self.key(key).is_some()) {
            self.at = start;
        }
    }

    /// An identifier as the catalog holds it: folded unless it is quoted.
    fn name(&mut self) -> Option<String> {
        let (kind, text) = self.peek()?;
        self.at += 1;
        match kind {
            // Outside of ASCII, folding depends on the server's locale.
            Kind::Word if text.is_ascii() && !text.eq_ignore_ascii_case("on") => {
                Some(text.to_ascii_lowercase())
            }
            Kind::Quoted => {
                let inner = text.strip_prefix('"')?.strip_suffix('"')?;
                Some(inner.replace("\"\"", "\""))
            }
            _ => None,
        }
    }

    fn qualified_name(&mut self) -> Option<Vec<String>> {
        let mut parts = vec![self.name()?];
        while self.peek() == Some((Kind::Other, ".")) {
            self.at += 1;
            parts.push(self.name()?);
        }
        Some(parts)
    }

    fn plain_string(&mut self) -> Option<String> {
        let (_, text) = self.peek()?;
        self.at += 1;
        let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
        Some(inner.replace("''", "'"))
    }
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.sql)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn indexes_are_recognised() {
        let create = |name: &str, table: &[&str]| Outside::CreateIndex {
            name: name.into(),
            table: names(table),
        };
        assert_eq!(Outside::of("CREATE INDEX CONCURRENTLY ix ON t (a)"), create("ix", &["t"]));
        assert_eq!(
            Outside::of(
                "create unique index concurrently if not exists \"I \"\"x\" /* c */ ON ONLY S.\"T\" \
                 USING btree (a)"
            ),
            create("I \"x", &["s", "T"])
        );
        assert_eq!(Outside::of("CREATE INDEX CONCURRENTLY ON t (a)"), Outside::Other);
        assert_eq!(Outside::of("CREATE INDEX CONCURRENTLY U&\"x\" ON t (a)"), Outside::Other);
        assert_eq!(
            Outside::of("DROP INDEX CONCURRENTLY IF EXISTS a.ix CASCADE"),
            Outside::DropIndex { name: names(&["a", "ix"]) }
        );
    }

    #[test]
    fn what_others_wait_behind_is_told_from_what_waits_alone() {
        for sql in [
            "CREATE INDEX CONCURRENTLY ON t (a)",
            "reindex (verbose) table concurrently t",
            "DROP INDEX CONCURRENTLY a, b",
            "ALTER TABLE m DETACH PARTITION p CONCURRENTLY",
            "ALTER TYPE mood ADD VALUE 'sad'",
        ] {
            assert!(waits_alone(sql), "{sql}");
        }
        for sql in [
            "REINDEX TABLE t /* concurrently */",
            "VACUUM FULL t",
            "ALTER TABLE m DETACH PARTITION p FINALIZE",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "ALTER TYPE mood RENAME VALUE 'a' TO 'concurrently'",
        ] {
            assert!(!waits_alone(sql), "{sql}");
        }
    }

    #[test]
    fn other_statements_are_recognised_or_not() {
        assert_eq!(
            Outside::of("ALTER TABLE m DETACH PARTITION m_2020 CONCURRENTLY"),
            Outside::DetachPartition { parent: names(&["m"]), partition: names(&["m_2020"]) }
        );
        assert_eq!(
            Outside::of("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'it''s' BEFORE 'sad'"),
            Outside::AddEnumValue { enum_type: names(&["mood"]), label: "it's".into() }
        );
        assert_eq!(Outside::of("VACUUM (ANALYZE) t"), Outside::Repeatable);
        assert_eq!(Outside::of("ALTER TABLE t ADD a int"), Outside::Atomic);
        assert_eq!(
            Outside::of("ALTER TABLE t DETACH PARTITION U&\"p\" CONCURRENTLY"),
            Outside::Other
        );
        assert_eq!(Outside::of("CALL backfill()"), Outside::Other);
        assert_eq!(Outside::of(""), Outside::Other);
    }
}
