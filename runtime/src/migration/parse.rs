//! The text of a migration file -> a migration.

use std::ops::Range;
use std::path::PathBuf;

use crate::migration::directive::{Directive, FORMAT, is_directive};
use crate::migration::header::{Header, HeaderReader};
use crate::migration::lexer::Unclosed;
use crate::migration::place::Place;
use crate::migration::script::{Down, Migration};
use crate::migration::split::{Part, split};
use crate::migration::steps::Steps;

/// A text that is not a migration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{place}: {expected}", path.display())]
#[non_exhaustive]
pub struct ParseError {
    /// The file.
    pub path: PathBuf,
    /// The place in it.
    pub place: Place,
    /// What is wrong there and what was expected.
    pub expected: String,
}

/// What is wrong, at a byte of the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) offset: usize,
    pub(crate) expected: String,
}

/// A migration, and where each statement of each step starts.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) migration: Migration,
    pub(crate) up: Vec<Vec<usize>>,
    pub(crate) down: Vec<Vec<usize>>,
}

/// Reads the text of a migration file.
pub(crate) fn parse(text: &str) -> Result<Parsed, Slip> {
    let parts = split(text).map_err(|Unclosed { offset, what, closed_by }| Slip {
        offset,
        expected: format!("{what} opens here and is never closed, expected {closed_by}"),
    })?;
    let mut reader = Reader::new(text);
    for part in parts {
        let offset = part.range().start;
        reader.take(part).map_err(|expected| Slip { offset, expected })?;
    }
    let offset = text.trim_end().len();
    reader.finish().map_err(|expected| Slip { offset, expected })
}

/// Where in the file the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Before `-- aludel:migration`.
    Preamble,
    /// The comments directly under it, each starting on the line after the byte `end`.
    Header {
        end: usize,
    },
    /// After the empty line that ends the header.
    AfterHeader,
    Up,
    Down,
    /// After `-- aludel:down irreversible`.
    End,
}

struct Reader<'a> {
    text: &'a str,
    section: Section,
    heading: HeaderReader,
    header: Option<Header>,
    up: Steps,
    down: Steps,
    irreversible: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            section: Section::Preamble,
            heading: HeaderReader::default(),
            header: None,
            up: Steps::default(),
            down: Steps::default(),
            irreversible: None,
        }
    }

    fn take(&mut self, part: Part) -> Result<(), String> {
        let text = self.text;
        match part {
            Part::Statement(range) => self.take_statement(&text[range.clone()], range.start),
            Part::Comment(range) | Part::Trailing(range) if is_directive(&text[range.clone()]) => {
                self.take_directive(range)
            }
            Part::Comment(range) => self.take_comment(range),
            Part::Trailing(range) => {
                self.steps().into_iter().for_each(|steps| steps.note_last(&text[range.clone()]));
                Ok(())
            }
        }
    }

    fn steps(&mut self) -> Option<&mut Steps> {
        match self.section {
            Section::Up => Some(&mut self.up),
            Section::Down => Some(&mut self.down),
            _ => None,
        }
    }

    fn take_statement(&mut self, sql: &str, offset: usize) -> Result<(), String> {
        match (self.section, self.steps()) {
            (_, Some(steps)) => steps.push(sql, offset),
            (Section::Preamble, None) => {
                Err(format!("expected `-- aludel:migration {FORMAT}` before the first statement"))
            }
            (Section::End, None) => {
                Err("a statement in a way down that is declared irreversible".into())
            }
            _ => Err("a statement outside of any step, expected `-- aludel:up` before it".into()),
        }
    }

    fn take_comment(&mut self, range: Range<usize>) -> Result<(), String> {
        let comment = &self.text[range.clone()];
        match self.section {
            Section::Header { end } => {
                let lines = self.text[end..range.start].matches('\n').count();
                if lines == 1 {
                    self.section = Section::Header { end: range.end };
                    return self.heading.take(comment);
                }
                self.section = Section::AfterHeader;
            }
            _ => self.steps().into_iter().for_each(|steps| steps.note_next(comment)),
        }
        Ok(())
    }

    fn take_directive(&mut self, range: Range<usize>) -> Result<(), String> {
        let directive = match Directive::parse(&self.text[range.clone()]) {
            Ok(directive) => directive,
            Err(expected) => return Err(expected.to_owned()),
        };
        match (directive, self.section) {
            (Directive::Migration { format: FORMAT }, Section::Preamble) => {
                self.section = Section::Header { end: range.end };
            }
            (Directive::Migration { format }, Section::Preamble) => {
                return Err(format!(
                    "format {format} is not known to this version of aludel, expected {FORMAT}"
                ));
            }
            (Directive::Up, Section::Header { .. } | Section::AfterHeader) => {
                self.header = Some(std::mem::take(&mut self.heading).finish()?);
                self.section = Section::Up;
            }
            (Directive::Down, Section::Up) => self.section = Section::Down,
            (Directive::Irreversible { reason }, Section::Up) => {
                self.irreversible = Some(reason.to_owned());
                self.section = Section::End;
            }
            (Directive::Step { transaction }, Section::Up | Section::Down) => {
                return self.steps().map_or(Ok(()), |steps| steps.open(transaction));
            }
            (_, section) => return Err(section.expected().to_owned()),
        }
        Ok(())
    }

    fn finish(self) -> Result<Parsed, String> {
        let (Some(header), Section::Down | Section::End) = (self.header, self.section) else {
            return Err(format!("the file ends here, {}", self.section.expected()));
        };
        let (up, up_offsets) = self.up.finish()?;
        let (down, down_offsets) = self.down.finish()?;
        let down = match self.irreversible {
            Some(reason) => Down::Irreversible { reason },
            None => Down::Steps(down),
        };
        let migration = Migration {
            revision: header.revision,
            parents: header.parents,
            message: header.message,
            server: header.server,
            up,
            down,
        };
        Ok(Parsed { migration, up: up_offsets, down: down_offsets })
    }
}

impl Section {
    /// What may come next.
    fn expected(self) -> &'static str {
        match self {
            Self::Preamble => "expected `-- aludel:migration 1` first",
            Self::Header { .. } | Self::AfterHeader => "expected `-- aludel:up`",
            Self::Up => {
                "expected `-- aludel:step`, `-- aludel:down`, or \
                 `-- aludel:down irreversible: <reason>`"
            }
            Self::Down => "expected `-- aludel:step` or the end of the file",
            Self::End => "expected the end of the file",
        }
    }
}
