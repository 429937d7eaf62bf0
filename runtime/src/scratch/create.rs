//! The SQL that makes a scratch database like the target.

use postgres::Client;

use crate::quote::{identifier, literal};
use crate::version::ServerVersion;

/// What follows the name in `CREATE DATABASE` for a database like another.
#[derive(Debug, Clone)]
pub(super) struct Recipe {
    /// What an empty database is made with.
    fresh: String,
}

impl Recipe {
    /// Takes encoding and collation from the database that `client` is connected to.
    ///
    /// Where nothing is kept on the disk, copying files is several times faster than logging every
    /// page; elsewhere it forces a checkpoint, which a server in use should be spared.
    pub(super) fn like(
        client: &mut Client,
        version: ServerVersion,
    ) -> Result<Self, postgres::Error> {
        let [provider, locale, rules] = match version.major() {
            ..=14 => ["NULL", "NULL", "NULL"],
            15 => ["datlocprovider", "daticulocale", "NULL"],
            16 => ["datlocprovider", "daticulocale", "daticurules"],
            _ => ["datlocprovider", "datlocale", "daticurules"],
        };
        let sql = format!(
            "SELECT pg_encoding_to_char(encoding)::text, datcollate::text, datctype::text,
                    ({provider})::text, ({locale})::text, ({rules})::text,
                    current_setting('fsync')
             FROM pg_database WHERE datname = current_database()"
        );
        let row = client.query_one(&sql, &[])?;
        let text = |index| row.try_get::<_, Option<String>>(index);
        let (provider, locale_key) = match text(3)?.as_deref() {
            Some("i") => (Some("icu"), "ICU_LOCALE"),
            Some("b") => (Some("builtin"), "BUILTIN_LOCALE"),
            Some(_) => (Some("libc"), "LOCALE"),
            None => (None, "LOCALE"),
        };
        let mut fresh = "TEMPLATE template0".to_owned();
        for (key, value) in [
            ("ENCODING", text(0)?),
            ("LC_COLLATE", text(1)?),
            ("LC_CTYPE", text(2)?),
            ("LOCALE_PROVIDER", provider.map(ToOwned::to_owned)),
            (locale_key, text(4)?),
            ("ICU_RULES", text(5)?),
        ] {
            if let Some(value) = value {
                fresh.push_str(&[" ", key, " ", &literal(&value)].concat());
            }
        }
        let hasty = row.try_get::<_, &str>(6)? == "off" && version.major() >= 15;
        if hasty {
            fresh.push_str(" STRATEGY file_copy");
        }
        Ok(Self { fresh })
    }

    /// An empty database.
    pub(super) fn fresh(&self, name: &str) -> String {
        format!("CREATE DATABASE {} {}", identifier(name), self.fresh)
    }
}
