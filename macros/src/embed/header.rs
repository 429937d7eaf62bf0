//! The head of a migration file, as far as it says how the files hang together.
//!
//! The library has the whole grammar. Here a line is enough: the header is a block of comments that
//! starts with `-- aludel:migration`.

/// What a file says about its place among the others.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) revision: String,
    /// Each parent and the line that names it.
    pub(crate) parents: Vec<(usize, String)>,
}

/// Reads the header. An error is a line and what was expected there.
pub(crate) fn read(text: &str) -> Result<Header, (usize, String)> {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    let opening = lines.find_map(|(number, line)| match directive(line)? {
        "migration 1" => Some(Ok(())),
        _ => Some(Err((number, "expected `-- aludel:migration 1` first".to_owned()))),
    });
    opening.unwrap_or_else(|| Err((1, "expected `-- aludel:migration 1`".to_owned())))?;
    let (mut revision, mut parents, mut last) = (None, None, 1);
    for (number, line) in lines {
        last = number;
        let Some(comment) = line.strip_prefix("--").filter(|_| directive(line).is_none()) else {
            break;
        };
        match comment.trim_start_matches('-').split_once(':') {
            Some((key, value)) => match (key.trim(), value.trim()) {
                ("revision", value) => revision = Some(value.to_owned()),
                ("parent", "none") => parents = Some(Vec::new()),
                ("parent", value) => {
                    parents.get_or_insert_with(Vec::new).push((number, value.to_owned()));
                }
                _ => {}
            },
            None => return Err((number, "expected `key: value`, or an empty line".to_owned())),
        }
    }
    let missing = |key: &str| (last, format!("expected `-- {key}: …` in the header above"));
    Ok(Header {
        revision: revision.ok_or_else(|| missing("revision"))?,
        parents: parents.ok_or_else(|| missing("parent"))?,
    })
}

fn directive(line: &str) -> Option<&str> {
    line.strip_prefix("--")?
        .trim_start_matches('-')
        .trim_start()
        .strip_prefix("aludel:")
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read() {
        let text = "-- licence\n\n-- aludel:migration 1\r\n-- revision: b\n-- parent: a\n\
                    -- parent: c\n-- message: x\n\n-- aludel:up\nSELECT 1;";
        let parents = vec![(5, "a".to_owned()), (6, "c".to_owned())];
        assert_eq!(read(text), Ok(Header { revision: "b".into(), parents }));
    }

    #[test]
    fn a_header_that_is_not_there_is_an_error_with_its_line() {
        let error = |text| read(text).unwrap_err().0;
        assert_eq!(error("CREATE TABLE t ();"), 1);
        assert_eq!(error("-- x\n-- aludel:up\n"), 2);
        assert_eq!(error("-- aludel:migration 1\n-- revision: a\n\nSELECT 1;"), 3);
        assert_eq!(error("-- aludel:migration 1\n-- parent: none\n-- aludel:up"), 3);
        assert_eq!(error("-- aludel:migration 1\n-- hello\n"), 2);
    }
}
