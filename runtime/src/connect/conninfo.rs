//! Connection strings, as far as the driver does not understand them itself.
//!
//! The driver refuses the parameters of libpq that it does not know. They are taken out here, and
//! what is missing is put in, so that the driver parses one string that is whole.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::error::TargetError;

/// Parameters of libpq that are dealt with here.
const OURS: &[&str] = &["passfile", "service", "sslcert", "sslkey", "sslmode", "sslrootcert"];

/// Parameters of libpq that may be given and change nothing: the driver never speaks Kerberos, no
/// server compresses any more, and the encoding is always UTF-8.
const WITHOUT_EFFECT: &[&str] = &[
    "client_encoding",
    "fallback_application_name",
    "gssencmode",
    "gsslib",
    "krbsrvname",
    "sslcompression",
    "sslsni",
];

/// What stands for itself in the query of a URL.
const QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b',');

/// Encodes a value for the query of a URL.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

/// A connection string with the parameters that the driver does not know taken out.
#[derive(Debug, Clone, Default)]
pub(super) struct Conninfo {
    url: bool,
    /// Whether the URL has a query by now.
    queried: bool,
    /// What is left for the driver.
    text: String,
    /// Parameters that are named in the text, ours included. The parts of a URL are not.
    named: Vec<String>,
    /// The parameters that the driver does not know.
    pub(super) ours: BTreeMap<&'static str, String>,
}

impl Conninfo {
    /// Splits a URL or a string of keywords.
    pub(super) fn parse(text: &str) -> Result<Self, TargetError> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", rest)) => Ok(Self::parse_url(text, rest)),
            Some((scheme, _)) if scheme.chars().all(|c| c.is_alphanumeric() || c == '+') => {
                Err(TargetError::Scheme { scheme: scheme.to_owned() })
            }
            _ => Self::parse_keywords(text),
        }
    }

    /// Whether the text names a parameter.
    pub(super) fn names(&self, key: &str) -> bool {
        self.named.iter().any(|named| named == key)
    }

    /// Adds a parameter.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        let key = if key == "keepalives_count" { "keepalives_retries" } else { key };
        self.named.push(key.to_owned());
        if let Some(ours) = OURS.iter().find(|ours| **ours == key) {
            self.ours.insert(ours, value.to_owned());
        } else if !WITHOUT_EFFECT.contains(&key) || value == "require" {
            self.pass_on(key, value);
        }
    }

    /// Adds a parameter to what the driver parses.
    fn pass_on(&mut self, key: &str, value: &str) {
        if self.url {
            let lead = if self.queried { '&' } else { '?' };
            self.queried = true;
            self.text.push(lead);
            self.text.push_str(&[key, "=", &encode(value)].concat());
        } else {
            let value = value.replace('\\', r"\\").replace('\'', r"\'");
            self.text.push_str(&[" ", key, "='", &value, "'"].concat());
        }
    }

    /// Lets the driver parse the rest.
    pub(super) fn config(&self) -> Result<postgres::Config, TargetError> {
        self.text.parse().map_err(|source| TargetError::Invalid { source })
    }

    fn parse_url(text: &str, rest: &str) -> Self {
        let (base, query) = split_query(text, rest);
        let mut conninfo = Self { url: true, text: base.to_owned(), ..Self::default() };
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            conninfo.set(&decode(key), &decode(value));
        }
        conninfo
    }

    fn parse_keywords(text: &str) -> Result<Self, TargetError> {
        let mut conninfo = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (key, after) = rest.split_once('=').ok_or(TargetError::Keywords)?;
            let key = key.trim_end();
            if !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                return Err(TargetError::Keywords);
            }
            let (value, after) = keyword_value(after.trim_start())?;
            conninfo.set(key, &value);
            rest = after.trim_start();
        }
        Ok(conninfo)
    }
}

/// Splits a URL before its query. A password may hold a question mark that nobody encoded.
fn split_query<'a>(text: &'a str, rest: &str) -> (&'a str, &'a str) {
    let scheme = text.len() - rest.len();
    let authority = match (rest.find('@'), rest.find('/')) {
        (Some(at), Some(slash)) if at > slash => 0,
        (Some(at), _) => at,
        (None, _) => 0,
    };
    match text[scheme + authority..].find('?') {
        Some(mark) => {
            let mark = scheme + authority + mark;
            (&text[..mark], &text[mark + 1..])
        }
        None => (text, ""),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Reads one value, quoted or not, and returns what follows it.
fn keyword_value(text: &str) -> Result<(String, &str), TargetError> {
    let quoted = text.starts_with('\'');
    let mut value = String::new();
    let mut characters = text.char_indices().skip(usize::from(quoted));
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            '\'' if quoted => return Ok((value, &text[index + 1..])),
            character if !quoted && character.is_whitespace() => {
                return Ok((value, &text[index..]));
            }
            character => value.push(character),
        }
    }
    if quoted { Err(TargetError::Keywords) } else { Ok((value, "")) }
}

#[cfg(test)]
mod tests {
    use postgres::config::Host;

    use super::*;

    #[test]
    fn url_keeps_what_the_driver_knows() {
        let text = "postgres://u:p@h/d?sslmode=verify-full&application_name=a%20b&sslrootcert=%2Fr";
        let conninfo = Conninfo::parse(text).unwrap();
        let config = conninfo.config().unwrap();
        assert_eq!(config.get_application_name(), Some("a b"));
        assert_eq!(conninfo.ours["sslmode"], "verify-full");
        assert_eq!(conninfo.ours["sslrootcert"], "/r");
    }

    #[test]
    fn keywords_keep_what_the_driver_knows() {
        let text = r"host=/tmp user = 'o''brien' password='it\'s \\' sslmode=allow dbname=d ";
        assert!(Conninfo::parse(text).is_err());
        let conninfo = Conninfo::parse(&text.replace("o''brien", "o brien")).unwrap();
        let config = conninfo.config().unwrap();
        assert_eq!(config.get_hosts(), [Host::Unix("/tmp".into())]);
        assert_eq!(config.get_user(), Some("o brien"));
        assert_eq!(config.get_password(), Some(br"it's \".as_slice()));
        assert_eq!(conninfo.ours["sslmode"], "allow");
    }

    #[test]
    fn additions_reach_the_driver_in_both_forms() {
        for text in ["postgres://h", "host=h", "postgres://h/?connect_timeout=3"] {
            let mut conninfo = Conninfo::parse(text).unwrap();
            conninfo.set("password", r"a'b\c&d=é");
            let config = conninfo.config().unwrap();
            assert_eq!(config.get_password(), Some(r"a'b\c&d=é".as_bytes()), "{text}");
        }
    }

    #[test]
    fn at_sign_in_the_query_is_no_user() {
        let config = Conninfo::parse("postgres:///d?host=/tmp&options=a@b").unwrap();
        let config = config.config().unwrap();
        assert_eq!((config.get_user(), config.get_options()), (None, Some("a@b")));
    }

    #[test]
    fn question_mark_in_the_password_is_no_query() {
        let config = Conninfo::parse("postgres://u:p?q@h/d?connect_timeout=3").unwrap();
        assert_eq!(config.config().unwrap().get_password(), Some(b"p?q".as_slice()));
    }

    #[test]
    fn other_databases_are_named() {
        let error = Conninfo::parse("mysql://root@localhost/app").unwrap_err();
        assert_eq!(error.to_string(), "mysql:// is no PostgreSQL connection string");
    }
}
