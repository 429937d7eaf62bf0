//! Names that tell whose a scratch database is, so that those of killed runs can go.

use postgres::Client;

/// The session that scratch databases belong to, as part of their names.
///
/// A session is named by its process and by when it began: both together do not come again, and the
/// server lists them for as long as the session lives.
#[derive(Debug)]
pub(super) struct Session {
    name: String,
    count: u32,
}

/// What a session is called, from a row of `pg_stat_activity`.
const NAME: &str = "pid::text || '_' || to_hex((extract(epoch FROM backend_start) * 1e6)::bigint)";

impl Session {
    /// Asks the server for the name of the session.
    pub(super) fn of(client: &mut Client) -> Result<Self, postgres::Error> {
        let sql = format!("SELECT {NAME} FROM pg_stat_activity WHERE pid = pg_backend_pid()");
        let row = client.query_one(&sql, &[])?;
        Ok(Self { name: row.try_get(0)?, count: 0 })
    }

    /// A name that no database has.
    pub(super) fn next_name(&mut self) -> String {
        self.count += 1;
        format!("aludel_scratch_{}_{}", self.name, self.count)
    }
}

/// Drops the scratch databases of sessions that are gone.
///
/// Only those whose owner's rights the caller has are tried; and what cannot be dropped, somebody is
/// still connected to.
pub(super) fn sweep(client: &mut Client) -> Result<(), postgres::Error> {
    let sql = format!(
        r"SELECT quote_ident(scratch.datname) FROM pg_database AS scratch
          WHERE scratch.datname ~ '^aludel_scratch_\d+_[0-9a-f]+_\d+$'
            AND pg_has_role(scratch.datdba, 'USAGE')
            AND NOT EXISTS (
              SELECT FROM pg_stat_activity
              WHERE starts_with(scratch.datname, 'aludel_scratch_' || {NAME} || '_'))"
    );
    for row in client.query(&sql, &[])? {
        let name: String = row.try_get(0)?;
        // Somebody else may have been quicker.
        let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}"));
    }
    Ok(())
}
