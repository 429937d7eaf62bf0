//! One migration as a value.

use crate::migration::revision::Revision;
use crate::statement::Step;

/// One migration: where it stands among the others, and what it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its name.
    pub revision: Revision,
    /// What it follows: none for the first, several for a merge.
    pub parents: Vec<Revision>,
    /// What it is for, in one line.
    pub message: String,
    /// The major version of the server that it was written and proved on.
    pub server: Option<u32>,
    /// What `upgrade` runs.
    pub up: Vec<Step>,
    /// What `downgrade` runs.
    pub down: Down,
}

/// The way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Down {
    /// Steps that undo what up did.
    Steps(Vec<Step>),
    /// There is none.
    Irreversible {
        /// Why, in one line.
        reason: String,
    },
}

impl Down {
    /// The steps, none where there is no way back.
    pub fn steps(&self) -> &[Step] {
        match self {
            Self::Steps(steps) => steps,
            Self::Irreversible { .. } => &[],
        }
    }
}

/// Which of a migration's two scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Towards head.
    Up,
    /// Towards base.
    Down,
}

impl Direction {
    /// The word in files and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

impl Migration {
    /// The steps of one direction.
    pub fn steps(&self, direction: Direction) -> &[Step] {
        match direction {
            Direction::Up => &self.up,
            Direction::Down => self.down.steps(),
        }
    }
}
