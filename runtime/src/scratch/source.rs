//! Where scratch databases come from.

use std::{fmt, sync::Arc};

use super::{
    cache::{Cache, Likeness},
    cluster,
    database::ScratchDatabase,
    error::ScratchError,
    fingerprint::Fingerprint,
    place::Place,
};
use crate::{catalog, connect::Target, schema::Schema, server::Binaries, version::ServerVersion};

/// Where scratch databases come from.
///
/// The server is chosen, and started where it is our own, when the first one is asked for; it ends
/// when this value and all its databases are gone.
#[derive(Debug)]
pub struct Scratch {
    source: Source,
    place: Option<Arc<Place>>,
    /// Whether a database was made on a server of its own.
    is_apart: bool,
}

#[derive(Debug)]
enum Source {
    /// A server that the user named for this.
    Named(Target),
    /// The server of the target, else one of our own of the same major version.
    Beside(Target, ServerVersion),
    /// A server of our own.
    Private(Option<Binaries>, Option<u32>),
}

impl Scratch {
    /// On a server that the user named for this; the role there must be allowed to create databases.
    pub fn on(target: Target) -> Self {
        Self::new(Source::Named(target))
    }

    /// On the server of the target if its role may create databases, else on a private server of the
    /// same major version. `version` is the target's, as whoever is connected to it knows.
    pub fn beside(target: Target, version: ServerVersion) -> Self {
        Self::new(Source::Beside(target, version))
    }

    /// On a private server, of one major version if one is known.
    pub fn private(major: Option<u32>) -> Self {
        Self::new(Source::Private(None, major))
    }

    fn new(source: Source) -> Self {
        Self { source, place: None, is_apart: false }
    }

    /// The version that the schemas will be of. No server is started to tell.
    ///
    /// # Errors
    ///
    /// When there is no server that could be, or the one that was named cannot be reached.
    pub fn version(&mut self) -> Result<ServerVersion, ScratchError> {
        match (&self.place, &self.source) {
            (Some(place), _) => Ok(place.version()),
            (None, Source::Beside(_, version)) => Ok(*version),
            (None, Source::Private(..)) => Ok(self.binaries(None)?.version()),
            (None, Source::Named(_)) => Ok(self.place()?.version()),
        }
    }

    /// Creates an empty database under a name that nobody else uses.
    ///
    /// # Errors
    ///
    /// When no server takes it.
    pub fn database(&mut self) -> Result<ScratchDatabase, ScratchError> {
        let place = Arc::clone(self.place()?);
        match (place.database(), &self.source) {
            (Ok(database), _) => Ok(database),
            (Err(error), Source::Beside(_, version)) if !place.is_private() => {
                let major = version.major();
                drop(place);
                let place = self.fall_back(major, &error)?;
                place.database()
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Creates an empty database in which statements may run.
    ///
    /// If one of them acts on a whole server, as `CREATE ROLE` does, the database has a private server
    /// for itself, unless the user named one: that of the target is not to be changed, and on one
    /// that another list has changed the statement would find what it creates.
    ///
    /// # Errors
    ///
    /// When no server takes it.
    pub fn database_for<'a>(
        &mut self,
        statements: impl IntoIterator<Item = &'a str>,
    ) -> Result<ScratchDatabase, ScratchError> {
        if matches!(self.source, Source::Named(_)) {
            return self.database();
        }
        let Some(statement) = statements.into_iter().find_map(cluster::wide) else {
            return self.database();
        };
        let place = self.apart().map_err(|error| match error {
            ScratchError::NoPlace { source, .. } => ScratchError::WholeServer { statement, source },
            other => other,
        })?;
        self.is_apart = true;
        place.database()
    }

    /// The schema that statements make of an empty database.
    ///
    /// A schema that the cache holds is returned without a server.
    ///
    /// # Errors
    ///
    /// When no server takes a scratch database, or a statement does not run there.
    pub fn schema_of(
        &mut self,
        statements: &[String],
        cache: Option<&Cache>,
    ) -> Result<Schema, ScratchError> {
        let Some(cache) = cache else { return self.build(statements) };
        let key = cache.key(self.version()?, statements);
        if let Some(schema) = cache.load(&key) {
            return Ok(schema);
        }
        let schema = self.build(statements)?;
        // A cache that cannot be written makes the next run slower, and nothing else.
        let _ = cache.store(&key, &schema);
        Ok(schema)
    }

    /// How far a schema is known to be what statements make, without a server and without reading
    /// what the cache holds.
    ///
    /// # Errors
    ///
    /// When there is no server whose version could be asked for.
    pub fn likeness(
        &mut self,
        statements: &[String],
        cache: Option<&Cache>,
        found: &Fingerprint,
    ) -> Result<Likeness, ScratchError> {
        let Some(cache) = cache else { return Ok(Likeness::Unknown) };
        Ok(cache.likeness(&cache.key(self.version()?, statements), found))
    }

    fn build(&mut self, statements: &[String]) -> Result<Schema, ScratchError> {
        let mut database = self.database_for(statements.iter().map(String::as_str))?;
        database.execute(statements)?;
        Ok(catalog::read(database.client()?)?)
    }

    /// The server, chosen by the first call.
    fn place(&mut self) -> Result<&Arc<Place>, ScratchError> {
        let place = match (self.place.take(), &self.source) {
            (Some(place), _) => place,
            (None, Source::Named(target)) => Place::at(target.clone())?,
            (None, Source::Private(..)) => {
                let binaries = self.binaries(None)?;
                Place::private(&binaries)?
            }
            (None, Source::Beside(target, version)) => {
                let major = version.major();
                match Place::at(target.clone()) {
                    Ok(place) => place,
                    Err(error) => self.fall_back(major, &error)?,
                }
            }
        };
        Ok(self.place.insert(place))
    }

    /// A private server for one database.
    fn apart(&mut self) -> Result<Arc<Place>, ScratchError> {
        let binaries = match &self.source {
            Source::Beside(_, version) => find(Some(version.major()), None)?,
            Source::Named(_) | Source::Private(..) => self.binaries(None)?,
        };
        Place::private(&binaries)
    }

    /// Takes a private server after the target's has declined.
    fn fall_back(
        &mut self,
        major: u32,
        declined: &ScratchError,
    ) -> Result<Arc<Place>, ScratchError> {
        self.source = Source::Private(None, Some(major));
        let binaries = self.binaries(Some(declined))?;
        let place = Place::private(&binaries)?;
        self.place = Some(Arc::clone(&place));
        Ok(place)
    }

    /// The programs of a private server, looked for once.
    fn binaries(&mut self, declined: Option<&ScratchError>) -> Result<Binaries, ScratchError> {
        let Source::Private(found, major) = &mut self.source else {
            return find(None, declined);
        };
        match found {
            Some(binaries) => Ok(binaries.clone()),
            None => find(*major, declined).map(|binaries| found.insert(binaries).clone()),
        }
    }
}

/// `beside postgres://ada@localhost/pies`, or where else scratch databases are made.
impl fmt::Display for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            _ if self.is_apart => f.write_str("on a private server"),
            Source::Named(target) => write!(f, "on {target}"),
            Source::Beside(target, _) => write!(f, "beside {target}"),
            Source::Private(..) => f.write_str("on a private server"),
        }
    }
}

fn find(major: Option<u32>, declined: Option<&ScratchError>) -> Result<Binaries, ScratchError> {
    Binaries::find(major).map_err(|error| ScratchError::NoPlace {
        declined: declined.map(told),
        source: error.into(),
    })
}

/// An error with its causes, in one line.
fn told(error: &ScratchError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
