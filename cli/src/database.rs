//! The database that a command is about.

use std::fmt;

use aludel::{
    connect::{Environment, Origin, Target},
    server::Persistent,
    version::ServerVersion,
};

use crate::{
    arguments::DatabaseOptions,
    output::style,
    project::{Project, shown},
    report::Failure,
    session::Session,
};

/// The database that is named, or else that of the project's private server.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) target: Target,
    /// Keeps the private server up.
    _server: Option<Persistent>,
}

impl Database {
    /// Finds the database; the private server is started where none is named.
    pub(crate) fn open(
        session: &Session<'_, '_>,
        options: &DatabaseOptions,
        project: Option<&Project>,
    ) -> Result<Self, Failure> {
        if let Some(target) = named(session, options, project)? {
            return Ok(Self { target, _server: None });
        }
        let project = project.ok_or_else(|| {
            Failure::new("no database is named, and there is no package to keep a private one for")
                .hint("set DATABASE_URL, or give --database-url <URL>")
        })?;
        let _progress = session.progress("starting the private server");
        let server = Persistent::open(&project.work_folder(None)?, None)?;
        let target = server.target(&project.package.replace('-', "_"))?;
        Ok(Self { target, _server: Some(server) })
    }

    /// The line above an answer that says which database it is about.
    pub(crate) fn title(&self, version: Option<ServerVersion>) -> String {
        let dim = style::DIM;
        let version = version.map(|version| format!(", PostgreSQL {version}")).unwrap_or_default();
        format!("{dim}database{dim:#} {self}{version}\n")
    }
}

/// The database that is named somewhere, if one is.
pub(crate) fn named(
    session: &Session<'_, '_>,
    options: &DatabaseOptions,
    project: Option<&Project>,
) -> Result<Option<Target>, Failure> {
    let beside = project.and_then(|project| project.folder().canonicalize().ok());
    let environment = match &beside {
        Some(folder) => &Environment::of_process(folder),
        None => session.environment(),
    };
    Ok(Target::resolve(options.database_url.as_deref(), environment)?)
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target.origin() {
            Origin::Private { folder } => {
                let name = self.target.database();
                write!(f, "{name} on the private server under {}", shown(folder))
            }
            _ => write!(f, "{}", self.target),
        }
    }
}
