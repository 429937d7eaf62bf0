//! The fields of a row, in the text format of the simple protocol.

use std::str::FromStr;

use postgres::SimpleQueryRow;

use super::{ReadError, error::Halt};
use crate::name::Name;

/// The fields of one row, taken one after the other in the order of the select list.
pub(super) struct Fields<'a> {
    of: &'static str,
    row: &'a SimpleQueryRow,
    taken: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn new(of: &'static str, row: &'a SimpleQueryRow) -> Self {
        Self { of, row, taken: 0 }
    }

    /// The next field, which may be null.
    pub(super) fn optional(&mut self) -> Result<Option<&'a str>, ReadError> {
        let field = self.row.try_get(self.taken);
        self.taken += 1;
        field.map_err(|_| self.malformed(None))
    }

    /// The next field, which may not be null.
    pub(super) fn text(&mut self) -> Result<&'a str, ReadError> {
        self.optional()?.ok_or_else(|| self.malformed(None))
    }

    /// The next field as a name.
    pub(super) fn name(&mut self) -> Result<Name, ReadError> {
        self.text().map(Name::from)
    }

    /// The next field as a boolean.
    pub(super) fn flag(&mut self) -> Result<bool, ReadError> {
        Ok(self.text()? == "t")
    }

    /// The next field as a number.
    pub(super) fn parse<T: FromStr>(&mut self) -> Result<T, ReadError> {
        let text = self.text()?;
        text.parse().map_err(|_| self.malformed(Some(text)))
    }

    /// The next field as a number, which may be null.
    pub(super) fn parse_optional<T: FromStr>(&mut self) -> Result<Option<T>, ReadError> {
        let Some(text) = self.optional()? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.malformed(Some(text)))
    }

    /// The next field as an `int2vector`, an `oidvector` or an array of numbers; null is empty.
    pub(super) fn numbers<T: FromStr>(&mut self) -> Result<Vec<T>, ReadError> {
        let text = self.optional()?.unwrap_or_default();
        text.split(['{', '}', ',', ' '])
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().map_err(|_| self.malformed(Some(text))))
            .collect()
    }

    /// The next field as an array of texts without nulls; null is empty.
    pub(super) fn array(&mut self) -> Result<Vec<String>, ReadError> {
        Ok(self.optional()?.map(array).unwrap_or_default())
    }

    /// The next two fields: the locked relation because of which a text is withheld, and the text.
    pub(super) fn printed(&mut self) -> Result<Option<&'a str>, Halt> {
        match self.parse_optional()? {
            None => Ok(self.optional()?),
            relation => Err(Halt::Blocked { relation }),
        }
    }

    /// The same, where there is a text unless its object has been dropped since the snapshot.
    pub(super) fn expression(&mut self) -> Result<&'a str, Halt> {
        self.printed()?.ok_or(Halt::Vanished { source: None })
    }

    /// The error for the field taken last.
    pub(super) fn malformed(&self, value: Option<&str>) -> ReadError {
        ReadError::Malformed { of: self.of, field: self.taken, value: value.map(str::to_owned) }
    }
}

/// Takes the text of a one-dimensional array apart.
pub(super) fn array(text: &str) -> Vec<String> {
    let mut elements = Vec::new();
    let mut element = String::new();
    let (mut quoted, mut started) = (false, false);
    let mut characters = text.strip_prefix('{').unwrap_or(text).chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                quoted = !quoted;
                started = true;
            }
            '\\' => element.extend(characters.next()),
            ',' | '}' if !quoted => {
                if started || !element.is_empty() {
                    elements.push(std::mem::take(&mut element));
                }
                started = false;
            }
            _ => element.push(character),
        }
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::array;

    #[test]
    fn arrays_come_apart_at_their_own_commas() {
        assert!(array("{}").is_empty());
        assert_eq!(array("{a,b}"), ["a", "b"]);
        assert_eq!(array(r#"{"","a,b","{}"}"#), ["", "a,b", "{}"]);
        assert_eq!(
            array(r#"{"say \"hi\"","back\\slash","é"}"#),
            [r#"say "hi""#, r"back\slash", "é"]
        );
    }
}
