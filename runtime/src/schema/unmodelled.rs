//! What aludel names and leaves alone.

use serde::{Deserialize, Serialize};

use super::ObjectId;

/// Something in the catalog that aludel cannot write yet: it is named, and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unmodelled {
    /// Enough of its definition to tell whether two of them differ.
    pub definition: String,
}

/// A kind that is a fact about another object, and goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    AccessMethod,
    Comment,
    DataType,
    DisabledTrigger,
    Grants,
    NotNullConstraint,
    Owner,
    Persistence,
    RowSecurity,
    SecurityLabels,
    Tablespace,
}

impl Fact {
    /// Every fact with the words for it.
    const WORDS: [(Self, &str); 11] = [
        (Self::AccessMethod, "access method"),
        (Self::Comment, "comment"),
        (Self::DataType, "data type"),
        (Self::DisabledTrigger, "disabled trigger"),
        (Self::Grants, "grants"),
        (Self::NotNullConstraint, "not null constraint"),
        (Self::Owner, "owner"),
        (Self::Persistence, "persistence"),
        (Self::RowSecurity, "row security"),
        (Self::SecurityLabels, "security labels"),
        (Self::Tablespace, "tablespace"),
    ];

    /// The fact that the words stand for.
    pub(crate) fn named(words: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == words).map(|(fact, _)| *fact)
    }

    /// What the fact is called.
    pub(crate) fn words(self) -> &'static str {
        Self::WORDS.iter().find(|(fact, _)| *fact == self).map_or("", |(_, words)| words)
    }
}

impl ObjectId {
    /// Whether this is not modelled and yet never stands in the way of `on`, on which it depends:
    /// PostgreSQL drops it with `on`, and carries it along when a column gets another type.
    pub(crate) fn hangs_on(&self, on: &Self) -> bool {
        let Self::Unmodelled { kind, identity } = self else { return false };
        match (kind.as_str(), on) {
            ("policy" | "rule" | "trigger", Self::Table(table)) => {
                identity.ends_with(&format!(" on {}.{}", table.schema, table.name))
            }
            ("statistics", Self::Table(_) | Self::Column(..)) => true,
            (kind, _) => Fact::named(kind).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::{Name, QualifiedName};

    fn check(kind: &str, identity: &str, on: &ObjectId) -> bool {
        ObjectId::Unmodelled { kind: kind.to_owned(), identity: identity.to_owned() }.hangs_on(on)
    }

    #[test]
    fn what_belongs_to_a_table_goes_with_it_and_what_looks_at_it_does_not() {
        let name = QualifiedName::new("public", "t");
        let table = ObjectId::Table(name.clone());
        let column = ObjectId::Column(name, Name::from("x"));
        assert!(check("grants", "on table public.t", &table));
        assert!(check("grants", "on column public.t.x", &column));
        assert!(check("statistics", "public.st", &column));
        assert!(check("trigger", "tr on public.t", &table));
        assert!(!check("trigger", "tr on public.t", &column));
        assert!(!check("policy", "p on public.other", &table));
        assert!(!check("view", "public.v", &table));
    }
}
