//! How a user names a revision: `head`, `base`, a prefix, `+2`, `-1`.

use std::fmt;

use crate::migration::graph::{Graph, list};
use crate::migration::head::joining;
use crate::migration::revision::Revision;

/// A revision as it is given on a command line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reference {
    /// `head`: the newest.
    #[default]
    Head,
    /// `base`: before the first.
    Base,
    /// `+2`: so many further up.
    Up(usize),
    /// `-1`: so many further down.
    Down(usize),
    /// A name, or the start of one.
    Name(String),
}

/// A reference that names no revision, or more than one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceError {
    /// No revision starts with it.
    #[error("there is no revision {text:?}{}", nearest(near, *count))]
    Unknown {
        /// What was given.
        text: String,
        /// The few revisions that are most like it, the nearest first.
        near: Vec<Revision>,
        /// How many revisions there are.
        count: usize,
    },
    /// Several revisions start with it.
    #[error("{text:?} is the start of {} revisions: {}", candidates.len(), first(candidates))]
    Ambiguous {
        /// What was given.
        text: String,
        /// All that start with it.
        candidates: Vec<Revision>,
    },
    /// A number after `+` or `-` that is none.
    #[error("{text:?} is not a number of migrations, expected `+1` or `-1` and up")]
    Count {
        /// What was given.
        text: String,
    },
    /// There is no single newest revision.
    #[error("`head` is not one revision, there are several: {}", list(heads))]
    SeveralHeads {
        /// All of them.
        heads: Vec<Revision>,
    },
}

impl ReferenceError {
    /// What to do about it, where that is not plain from the message.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::SeveralHeads { heads } => Some(joining(heads)),
            Self::Unknown { .. } | Self::Ambiguous { .. } | Self::Count { .. } => None,
        }
    }
}

/// How many revisions a message names.
const FEW: usize = 3;

fn nearest(near: &[Revision], count: usize) -> String {
    match near {
        [] => String::new(),
        [only] if count == 1 => format!("; there is only {only}"),
        near if near.len() == count => format!("; there are {}", list(near)),
        near => format!("; the nearest of {count} are {}", list(near)),
    }
}

fn first(candidates: &[Revision]) -> String {
    match candidates.len().checked_sub(FEW) {
        None | Some(0) => list(candidates),
        Some(more) => format!("{} and {more} more", list(&candidates[..FEW])),
    }
}

impl std::str::FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let count = |digits: &str| match digits.parse() {
            Ok(count) if count > 0 && digits.bytes().all(|b| b.is_ascii_digit()) => Ok(count),
            _ => Err(ReferenceError::Count { text: text.to_owned() }),
        };
        match (text, text.split_at_checked(1)) {
            ("head" | "HEAD", _) => Ok(Self::Head),
            ("base", _) => Ok(Self::Base),
            (_, Some(("+", digits))) => count(digits).map(Self::Up),
            (_, Some(("-", digits))) => count(digits).map(Self::Down),
            _ => Ok(Self::Name(text.to_owned())),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Base => f.write_str("base"),
            Self::Up(count) => write!(f, "+{count}"),
            Self::Down(count) => write!(f, "-{count}"),
            Self::Name(text) => f.write_str(text),
        }
    }
}

impl From<&Revision> for Reference {
    fn from(revision: &Revision) -> Self {
        Self::Name(revision.to_string())
    }
}

impl Graph {
    /// The revision with a name, or the only one whose name starts so.
    ///
    /// # Errors
    ///
    /// None does, or several do; the error lists candidates.
    pub fn find(&self, text: &str) -> Result<&Revision, ReferenceError> {
        let starting: Vec<&Revision> =
            self.order().iter().filter(|revision| revision.as_str().starts_with(text)).collect();
        let exact = starting.iter().find(|revision| revision.as_str() == text);
        match (exact, starting.as_slice()) {
            (Some(revision), _) => Ok(revision),
            (None, [revision]) if !text.is_empty() => Ok(revision),
            (None, []) => Err(ReferenceError::Unknown {
                text: text.to_owned(),
                near: self.near(text),
                count: self.order().len(),
            }),
            (None, several) => Err(ReferenceError::Ambiguous {
                text: text.to_owned(),
                candidates: several.iter().map(|revision| (*revision).clone()).collect(),
            }),
        }
    }

    /// The one head, `None` where there is no revision at all.
    ///
    /// # Errors
    ///
    /// There are several.
    pub fn head(&self) -> Result<Option<&Revision>, ReferenceError> {
        match *self.heads().as_slice() {
            [] => Ok(None),
            [head] => Ok(Some(head)),
            ref heads => Err(ReferenceError::SeveralHeads {
                heads: heads.iter().map(|head| (*head).clone()).collect(),
            }),
        }
    }

    /// The revisions most like a text, the newer first among equals.
    fn near(&self, text: &str) -> Vec<Revision> {
        let mut all: Vec<&Revision> = self.order().iter().rev().collect();
        all.sort_by(|a, b| likeness(text, b).total_cmp(&likeness(text, a)));
        all.into_iter().take(FEW).cloned().collect()
    }
}

/// How much a revision, or some word of it, is like a text.
fn likeness(text: &str, revision: &Revision) -> f64 {
    let name = revision.as_str();
    let holds = if name.contains(text) { 1.0 } else { 0.0 };
    let words = name.split('_').map(|word| strsim::jaro_winkler(text, word));
    words.fold(strsim::jaro_winkler(text, name), f64::max) + holds
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn graph() -> Graph {
        let names = ["2026_users", "2026_users_mail", "2027_orders", "2028_emails"];
        let revisions = names.map(|name| name.parse::<Revision>().unwrap());
        let mut parents = BTreeMap::from([(revisions[0].clone(), Vec::new())]);
        for pair in revisions.windows(2) {
            parents.insert(pair[1].clone(), vec![pair[0].clone()]);
        }
        Graph::new(parents).unwrap()
    }

    fn error(text: &str) -> String {
        graph().find(text).unwrap_err().to_string()
    }

    #[test]
    fn names_may_be_cut_while_they_are_unique() {
        assert_eq!(graph().find("2027").unwrap().as_str(), "2027_orders");
        assert_eq!(graph().find("2026_users").unwrap().as_str(), "2026_users");
        assert_eq!(graph().head().unwrap().unwrap().as_str(), "2028_emails");
    }

    #[test]
    fn errors_list_candidates() {
        assert_eq!(
            error("2026"),
            "\"2026\" is the start of 2 revisions: 2026_users, 2026_users_mail"
        );
        assert_eq!(
            error("mail"),
            "there is no revision \"mail\"; the nearest of 4 are \
             2026_users_mail, 2028_emails, 2027_orders"
        );
        assert_eq!(
            error("2027_odrers"),
            "there is no revision \"2027_odrers\"; the nearest of 4 are \
             2027_orders, 2026_users, 2028_emails"
        );
        assert_eq!(
            Graph::default().find("x").unwrap_err().to_string(),
            "there is no revision \"x\""
        );
    }

    #[test]
    fn references_read_and_print_alike() {
        for text in ["head", "base", "+3", "-1", "2026_users"] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        for text in ["+", "-", "+0", "-x", "++1"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
