//! One scratch database.

use std::fmt;
use std::sync::Arc;

use postgres::Client;

use super::{
    error::ScratchError,
    place::{Place, refused},
    session::opening,
};
use crate::connect::Target;

/// A database that nobody else knows, dropped with this value.
pub struct ScratchDatabase {
    target: Target,
    // Gone only once it was lost.
    client: Option<Client>,
    place: Arc<Place>,
}

impl fmt::Debug for ScratchDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ScratchDatabase").field(&self.target).finish()
    }
}

impl ScratchDatabase {
    pub(super) fn open(place: Arc<Place>, target: Target) -> Result<Self, ScratchError> {
        let mut database = Self { target, client: None, place };
        database.client()?;
        Ok(database)
    }

    /// The connection to it, opened again if it was lost.
    ///
    /// # Errors
    ///
    /// When it was lost and the server takes no new one.
    pub fn client(&mut self) -> Result<&mut Client, ScratchError> {
        let client = match self.client.take().filter(|client| !client.is_closed()) {
            Some(client) => client,
            None => connect(&self.target)?,
        };
        Ok(self.client.insert(client))
    }

    /// Runs statements one by one.
    ///
    /// # Errors
    ///
    /// When one does not run, with its number and the place in it.
    pub fn execute(&mut self, statements: &[String]) -> Result<(), ScratchError> {
        let client = self.client()?;
        for (index, sql) in statements.iter().enumerate() {
            client
                .batch_execute(sql)
                .map_err(|error| ScratchError::statement(index + 1, sql, &error))?;
        }
        Ok(())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.target.database()
    }

    /// How it is reached.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Its URL with the password in it, for the environment of another program.
    pub fn url(&self) -> String {
        self.target.secret_url()
    }
}

impl Drop for ScratchDatabase {
    fn drop(&mut self) {
        self.client = None;
        let last = Arc::strong_count(&self.place) == 1;
        if last && self.place.is_private() {
            // The server goes with it, and everything in it.
            return;
        }
        // What stays is dropped by the next run.
        let _ = self.place.drop_database(self.target.database());
    }
}

fn connect(target: &Target) -> Result<Client, ScratchError> {
    let mut client = target.connect()?;
    client.batch_execute(&opening()).map_err(refused("set up the scratch session"))?;
    Ok(client)
}
