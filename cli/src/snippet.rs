//! A place in a file with its text, as rustc would show it.

use std::{fs, ops::Range, path::Path};

use aludel::{migration::Place, model::document, schema::ObjectId};

use crate::project::shown;

/// A place in a file with its text.
#[derive(Debug)]
pub(crate) struct Snippet {
    pub(crate) path: String,
    pub(crate) text: String,
    /// The bytes that matter, end exclusive.
    pub(crate) span: Range<usize>,
    pub(crate) label: String,
}

/// A place in the sources of the models that is still to be looked up.
#[derive(Debug, Clone)]
pub(crate) enum Site {
    /// A line, in a path that counts from the workspace.
    Line(document::Place),
    /// Wherever the models describe the object.
    Object(ObjectId),
}

impl Snippet {
    /// A byte of a text, or its first line.
    pub(crate) fn at_byte(path: &str, text: &str, byte: Option<usize>, label: &str) -> Self {
        let before = byte.and_then(|byte| text.get(..byte));
        let place = before.map(|before| Place {
            line: 1 + before.matches('\n').count(),
            column: 1 + before.chars().rev().take_while(|c| *c != '\n').count(),
        });
        Self::at(path, text, place, label)
    }

    /// A word of a text, or its first line.
    pub(crate) fn at(path: &str, text: &str, place: Option<Place>, label: &str) -> Self {
        let Place { line, column } = place.unwrap_or(Place { line: 1, column: 1 });
        let (start, line) = line_of(text, line);
        let mut characters = line.char_indices().skip(column.saturating_sub(1));
        let span = match (place, characters.next()) {
            (Some(_), Some((offset, found))) => {
                start + offset..start + offset + word(&line[offset..]).max(found.len_utf8())
            }
            _ => start..start + line.len(),
        };
        Self { path: path.to_owned(), text: text.to_owned(), span, label: label.to_owned() }
    }

    /// A line of a file; none where the file cannot be read.
    pub(crate) fn of_file(path: &Path, line: u32, label: &str) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (start, line) = line_of(&text, usize::try_from(line).ok()?);
        let span = start + line.len() - line.trim_start().len()..start + line.trim_end().len();
        Some(Self { path: shown(path), text, span, label: label.to_owned() })
    }

    /// The line that the place is on, from 1.
    pub(crate) fn line(&self) -> usize {
        1 + self.text[..self.span.start].matches('\n').count()
    }
}

/// The byte where a line begins that is counted from 1, and the line.
fn line_of(text: &str, line: usize) -> (usize, &str) {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    (start, text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default())
}

/// The length of the word at the start of a text.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}
