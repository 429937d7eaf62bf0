//! A migration as it stands in a file: the value, and where each statement is.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::migration::checksum::Checksum;
use crate::migration::parse::{self, ParseError};
use crate::migration::place::Place;
use crate::migration::script::{Direction, Migration};

/// One migration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    path: PathBuf,
    text: Cow<'static, str>,
    migration: Migration,
    checksum: Checksum,
    /// Where each statement of each step starts, in bytes.
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
}

impl File {
    /// Reads the text of a file; the path is for messages only.
    ///
    /// # Errors
    ///
    /// The text is not a migration; the error names the place and what was expected.
    pub fn parse(
        path: impl Into<PathBuf>,
        text: impl Into<Cow<'static, str>>,
    ) -> Result<Self, ParseError> {
        let (path, text) = (path.into(), text.into());
        match parse::parse(&text) {
            Ok(parse::Parsed { migration, up, down }) => {
                let checksum = Checksum::of(&migration);
                Ok(Self { path, text, migration, checksum, up, down })
            }
            Err(slip) => Err(ParseError {
                place: Place::of(&text, slip.offset),
                path,
                expected: slip.expected,
            }),
        }
    }

    /// Where the file is, as it was named when it was loaded.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn migration(&self) -> &Migration {
        &self.migration
    }

    /// The checksum of its statements.
    pub fn checksum(&self) -> Checksum {
        self.checksum
    }

    /// Where a statement stands; step and statement count from 0.
    pub fn place(&self, direction: Direction, step: usize, statement: usize) -> Option<Place> {
        self.offset(direction, step, statement).map(|offset| Place::of(&self.text, offset))
    }

    /// The place of a character of a statement, counted from 0 as the characters of its text.
    pub fn place_in(
        &self,
        direction: Direction,
        (step, statement): (usize, usize),
        character: usize,
    ) -> Option<Place> {
        let offset = self.offset(direction, step, statement)?;
        let inside = self.text.get(offset..)?.char_indices().nth(character)?.0;
        Some(Place::of(&self.text, offset + inside))
    }

    fn offset(&self, direction: Direction, step: usize, statement: usize) -> Option<usize> {
        let offsets = match direction {
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        };
        offsets.get(step)?.get(statement).copied()
    }
}
