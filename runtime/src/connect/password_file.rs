//! `~/.pgpass`: lines of `host:port:database:user:password`.

use std::path::Path;

use super::private_file::is_private;

/// What a line is compared with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Login<'a> {
    /// The host, or the folder of the socket.
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// What a password file has for a login.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Password(String),
    Nothing,
    /// libpq ignores a file that others can read, and so does everybody else.
    NotPrivate,
}

/// Looks a password up.
pub(super) fn look_up(path: &Path, login: Login<'_>) -> Found {
    let Ok(text) = std::fs::read_to_string(path) else { return Found::Nothing };
    if !is_private(path) {
        return Found::NotPrivate;
    }
    text.lines().find_map(|line| password(line, login)).map_or(Found::Nothing, Found::Password)
}

/// The password of a line, if the line is for this login.
fn password(line: &str, login: Login<'_>) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let mut rest = line;
    let mut field = || {
        let (field, after) = split_field(rest)?;
        rest = after;
        Some(field)
    };
    let port = login.port.to_string();
    let (host, line_port, database, user) = (field()?, field()?, field()?, field()?);
    let local = login.host.starts_with('/') && host == "localhost";
    let fits = |field: &str, value: &str| field == "*" || field == value;
    let all = (local || fits(&host, login.host))
        && fits(&line_port, &port)
        && fits(&database, login.database)
        && fits(&user, login.user);
    all.then(|| unescape(rest))
}

/// Splits at the first colon that no backslash protects.
fn split_field(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    let end = text.find(|character| {
        let found = character == ':' && !escaped;
        escaped = character == '\\' && !escaped;
        found
    })?;
    Some((unescape(&text[..end]), &text[end + 1..]))
}

fn unescape(text: &str) -> String {
    let mut characters = text.chars();
    let mut plain = String::new();
    while let Some(character) = characters.next() {
        let next = if character == '\\' { characters.next() } else { Some(character) };
        plain.extend(next);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGIN: Login<'_> = Login { host: "h", port: 5432, database: "d", user: "u" };

    #[test]
    fn first_line_that_fits_counts() {
        let text = "# comment\nother:*:*:*:no\nh:5432:d:u:yes\n*:*:*:*:late";
        let found = text.lines().find_map(|line| password(line, LOGIN));
        assert_eq!(found.as_deref(), Some("yes"));
    }

    #[test]
    fn colons_and_backslashes_are_escaped() {
        let login = Login { host: "a:b", ..LOGIN };
        assert_eq!(password(r"a\:b:*:*:*:p\:q\\r", login).as_deref(), Some(r"p:q\r"));
    }

    #[test]
    fn socket_counts_as_localhost() {
        let login = Login { host: "/run/postgresql", ..LOGIN };
        assert_eq!(password("localhost:*:*:*:p", login).as_deref(), Some("p"));
        assert_eq!(password("/run/postgresql:*:*:*:p", login).as_deref(), Some("p"));
        assert_eq!(password("h:*:*:*:p", login), None);
    }

    #[test]
    #[cfg(unix)]
    fn file_that_others_can_read_is_ignored() {
        use std::os::unix::fs::PermissionsExt;

        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, "*:*:*:*:p\n").unwrap();
        let mode = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode));
        mode(0o644).unwrap();
        assert_eq!(look_up(file.path(), LOGIN), Found::NotPrivate);
        mode(0o600).unwrap();
        assert_eq!(look_up(file.path(), LOGIN), Found::Password("p".into()));
    }
}
