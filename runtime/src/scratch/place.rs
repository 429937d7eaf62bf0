//! A server that takes scratch databases.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use postgres::Client;

use super::{
    create::Recipe,
    database::ScratchDatabase,
    error::ScratchError,
    leftover::{self, Session},
};
use crate::{
    connect::{Origin, Target},
    quote::identifier,
    server::{Binaries, Throwaway},
    version::ServerVersion,
};

/// A server that takes scratch databases, connected to.
pub(super) struct Place {
    /// How every database of this server is reached.
    target: Target,
    version: ServerVersion,
    recipe: Recipe,
    keeper: Mutex<Keeper>,
    /// The server, if it is our own. Last, as the connections should end before it.
    server: Option<Throwaway>,
}

/// The session that creates and drops scratch databases, and that they are named after.
struct Keeper {
    client: Client,
    session: Session,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place")
            .field("target", &self.target)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl Place {
    /// Takes a server that is there; a role that may not create databases is an error.
    pub(super) fn at(target: Target) -> Result<Arc<Self>, ScratchError> {
        let place = Self::connect(target, None)?;
        place
            .with_keeper(|keeper| leftover::sweep(&mut keeper.client))
            .map_err(refused("sweep"))?;
        Ok(Arc::new(place))
    }

    /// Starts a server of our own.
    pub(super) fn private(binaries: &Binaries) -> Result<Arc<Self>, ScratchError> {
        let server = Throwaway::start(binaries, &[])
            .map_err(|source| ScratchError::NoPlace { declined: None, source })?;
        let folder = server.address().socket_folder().to_path_buf();
        let target =
            Target::local(&server.address().config("postgres"), Origin::Private { folder });
        Ok(Arc::new(Self::connect(target, Some(server))?))
    }

    fn connect(target: Target, server: Option<Throwaway>) -> Result<Self, ScratchError> {
        let mut client = target.connect()?;
        let version = version(&mut client).map_err(refused("ask for the server's version"))?;
        let recipe =
            Recipe::like(&mut client, version).map_err(refused("read the database's settings"))?;
        let session = Session::of(&mut client).map_err(refused("name the session"))?;
        let keeper = Mutex::new(Keeper { client, session });
        Ok(Self { target, version, recipe, keeper, server })
    }

    pub(super) fn version(&self) -> ServerVersion {
        self.version
    }

    /// Creates an empty database.
    pub(super) fn database(self: &Arc<Self>) -> Result<ScratchDatabase, ScratchError> {
        let name = self
            .with_keeper(|keeper| {
                let name = keeper.session.next_name();
                keeper.client.batch_execute(&self.recipe.fresh(&name)).map(|()| name)
            })
            .map_err(refused("create a scratch database"))?;
        ScratchDatabase::open(Arc::clone(self), self.target.with_database(&name))
    }

    /// Drops a database, whoever is connected to it.
    pub(super) fn drop_database(&self, name: &str) -> Result<(), postgres::Error> {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(name));
        self.with_keeper(|keeper| keeper.client.batch_execute(&sql))
    }

    /// Whether the server ends with this value.
    pub(super) fn is_private(&self) -> bool {
        self.server.is_some()
    }

    fn with_keeper<T>(&self, run: impl FnOnce(&mut Keeper) -> T) -> T {
        // What another thread left half done is between it and the server.
        run(&mut self.keeper.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn version(client: &mut Client) -> Result<ServerVersion, postgres::Error> {
    let row = client.query_one("SELECT current_setting('server_version_num')::int", &[])?;
    Ok(ServerVersion::from_number(row.try_get::<_, i32>(0)?.unsigned_abs()))
}

pub(super) fn refused(action: &'static str) -> impl FnOnce(postgres::Error) -> ScratchError {
    move |source| ScratchError::Refused { action, source }
}
