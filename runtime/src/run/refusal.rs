//! What a server says when it refuses a statement.

use std::error::Error;
use std::fmt;

use postgres::error::{DbError, ErrorPosition};

/// The parts of a server's error that help to mend a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The five characters that say what kind of error it is.
    pub sqlstate: String,
    /// What is wrong, in the server's language.
    pub message: String,
    /// More about it.
    pub detail: Option<String>,
    /// What the server proposes.
    pub hint: Option<String>,
    /// What the server was in the middle of, such as a line of a function.
    pub context: Option<String>,
    /// The character of the message that the server points at, from 1.
    pub(crate) position: Option<usize>,
}

impl Refusal {
    pub(crate) fn of(error: &DbError) -> Self {
        let position = match error.position() {
            Some(ErrorPosition::Original(position)) => usize::try_from(*position).ok(),
            _ => None,
        };
        Self {
            sqlstate: error.code().code().to_owned(),
            message: error.message().to_owned(),
            detail: error.detail().map(str::to_owned),
            hint: error.hint().map(str::to_owned),
            context: error.where_().map(str::to_owned),
            position,
        }
    }

    /// What the server should have said: it let `IF NOT EXISTS` pass over an index that is not valid.
    pub(crate) fn invalid_index(clear: &str) -> Box<Self> {
        Box::new(Self {
            sqlstate: "42P07".into(),
            message: "an index of this name exists, but is not valid".into(),
            detail: Some("IF NOT EXISTS passed over what an interrupted statement left".into()),
            hint: Some(clear.to_owned()),
            context: None,
            position: None,
        })
    }

    /// Whether the same statement may well succeed a little later: a lock that was not obtained, a
    /// deadlock, or a conflict with a concurrent transaction.
    pub(crate) fn is_passing(&self) -> bool {
        ["55P03", "40P01", "40001"].contains(&self.sqlstate.as_str())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (SQLSTATE {})", self.message, self.sqlstate)?;
        self.detail.iter().try_for_each(|detail| write!(f, "\ndetail: {detail}"))?;
        self.hint.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))?;
        self.context.iter().try_for_each(|context| write!(f, "\ncontext: {context}"))
    }
}

impl Error for Refusal {}
