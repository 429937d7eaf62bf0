//! The names that PostgreSQL gives where none is given.
//!
//! They are not needed to create anything, only to find the place in the source of what is read
//! back under such a name.

use std::collections::BTreeSet;

use super::{Constraint, ConstraintKind, Index, Table, naming};
use crate::name::{MAX_NAME_BYTES, Name};

/// The names of a table's constraints and indexes, in their order in the table.
pub(super) struct Names {
    pub(super) constraints: Vec<Name>,
    pub(super) indexes: Vec<Name>,
}

/// Gives every constraint and every index the name that it has in the database.
pub(super) fn names(table: &Table) -> Names {
    let mut taken = BTreeSet::new();
    taken.extend(table.constraints.iter().filter_map(|made| made.name.clone()));
    taken.extend(table.indexes.iter().filter_map(|made| made.name.clone()));
    let constraints = table.constraints.iter().map(|made| constraint(table, made, &mut taken));
    let constraints = constraints.collect();
    let indexes = table.indexes.iter().map(|made| index(table, made, &mut taken)).collect();
    Names { constraints, indexes }
}

/// The name of the sequence of a `serial` column.
pub(super) fn sequence(table: &Table, column: &Name) -> Name {
    Name::new(joined(table.name.name.as_str(), column.as_str(), "seq"))
}

fn constraint(table: &Table, made: &Constraint, taken: &mut BTreeSet<Name>) -> Name {
    if let Some(name) = &made.name {
        return name.clone();
    }
    let columns = naming::constraint_columns(&made.kind, &table.columns);
    let (middle, label) = match &made.kind {
        ConstraintKind::PrimaryKey { .. } => (String::new(), "pkey"),
        ConstraintKind::Unique { .. } => (addition(&columns), "key"),
        ConstraintKind::ForeignKey { .. } => (addition(&columns), "fkey"),
        ConstraintKind::Exclusion { .. } => (addition(&columns), "excl"),
        // A check is named after its column if it speaks of one alone.
        ConstraintKind::Check { .. } => match columns.as_slice() {
            [only] => ((*only).to_owned(), "check"),
            _ => (String::new(), "check"),
        },
    };
    free(table, &middle, label, taken)
}

fn index(table: &Table, made: &Index, taken: &mut BTreeSet<Name>) -> Name {
    if let Some(name) = &made.name {
        return name.clone();
    }
    let words: Vec<_> = made.keys.iter().map(naming::key_word).collect();
    free(table, &addition(&words), "idx", taken)
}

/// The first free one of `t_a_idx`, `t_a_idx1`, `t_a_idx2`.
fn free(table: &Table, middle: &str, label: &str, taken: &mut BTreeSet<Name>) -> Name {
    let table = table.name.name.as_str();
    let mut name = Name::new(joined(table, middle, label));
    let mut pass = 0;
    while taken.contains(&name) {
        pass += 1;
        name = Name::new(joined(table, middle, &format!("{label}{pass}")));
    }
    taken.insert(name.clone());
    name
}

/// The columns joined by underscores, as far as a name reaches.
fn addition(columns: &[&str]) -> String {
    let mut text = String::new();
    for column in columns {
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(column);
        if text.len() > MAX_NAME_BYTES {
            break;
        }
    }
    text
}

/// `table_middle_label`, with the longer one of the first two cut until the whole fits.
fn joined(table: &str, middle: &str, label: &str) -> String {
    let separators = if middle.is_empty() { 1 } else { 2 };
    let room = MAX_NAME_BYTES.saturating_sub(label.len() + separators);
    let (mut first, mut second) = (table.len(), middle.len());
    while first + second > room {
        if first > second {
            first -= 1;
        } else {
            second -= 1;
        }
    }
    let (table, middle) = (cut(table, first), cut(middle, second));
    if middle.is_empty() { format!("{table}_{label}") } else { format!("{table}_{middle}_{label}") }
}

/// At most so many bytes of a text, never half a character.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_part_is_cut() {
        assert_eq!(joined("app_users", "email", "key"), "app_users_email_key");
        assert_eq!(joined("app_users", "", "pkey"), "app_users_pkey");
        let long = "a".repeat(60);
        let name = joined(&long, "created_at", "idx");
        assert_eq!(name.len(), MAX_NAME_BYTES);
        assert!(name.ends_with("a_created_at_idx"));
        assert_eq!(joined(&long, &long, "idx").len(), MAX_NAME_BYTES);
    }

    #[test]
    fn no_character_is_cut_in_half() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("aé", 3), "aé");
    }
}
