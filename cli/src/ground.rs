//! What nearly every command stands on.

use aludel::{
    catalog,
    connect::Target,
    migration::{Folder, LoadError},
    run::HistoryTable,
    scratch::{Cache, Scratch},
    version::ServerVersion,
    workflow::Workbench,
};

use crate::{
    arguments::{DatabaseOptions, ProjectOptions, ScratchOptions},
    config,
    database::{self, Database},
    project::Project,
    report::Failure,
    session::Session,
};

/// Migrations, and the database that they are for.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The package, which commands that are told everything else can do without.
    pub(crate) project: Option<Project>,
    pub(crate) folder: Folder,
    pub(crate) database: Database,
    pub(crate) history: HistoryTable,
}

impl Ground {
    /// Loads the migrations and finds the database. Several heads are left to the command.
    pub(crate) fn find(
        session: &Session<'_, '_>,
        project: &ProjectOptions,
        options: &DatabaseOptions,
    ) -> Result<Self, Failure> {
        let (project, folder) = migrations(project)?;
        let history = config::history(&options.history, project.as_ref())?;
        let database = Database::open(session, options, project.as_ref())?;
        Ok(Self { project, folder, database, history })
    }
}

/// The package and its migrations, of which several heads are no error. A folder that is not there
/// yet has none.
pub(crate) fn migrations(options: &ProjectOptions) -> Result<(Option<Project>, Folder), Failure> {
    let project = Project::find(options)?;
    let path = config::migrations(options, project.as_ref())?;
    match Folder::load_branches(&path) {
        Ok(folder) => Ok((project, folder)),
        // Only the folder of a package may be missing; a name that was typed may be mistyped.
        Err(LoadError::NoFolder { .. }) if options.migrations.is_none() => {
            Ok((project, Folder::empty(path)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Scratch databases on the server that is named for them, else beside a database, else on a
/// private server; and the cache of the package.
pub(crate) fn workbench(
    session: &Session<'_, '_>,
    options: &ScratchOptions,
    beside: Option<(Target, ServerVersion)>,
    project: Option<&Project>,
) -> Result<Workbench, Failure> {
    let scratch = match (&options.scratch_url, beside) {
        (Some(url), _) => Scratch::on(Target::parse(url, session.environment())?),
        (None, Some((target, version))) => Scratch::beside(target, version),
        (None, None) => Scratch::private(None),
    };
    let cache = match project {
        Some(project) => Cache::at(&project.work_folder(None)?.join("schemas")),
        None => None,
    };
    Ok(Workbench { scratch, cache })
}

/// The same beside the database that is named, if one is; the private server is not started for it.
pub(crate) fn workbench_near(
    session: &Session<'_, '_>,
    options: &ScratchOptions,
    database: &DatabaseOptions,
    project: Option<&Project>,
) -> Result<Workbench, Failure> {
    let target = match &options.scratch_url {
        Some(_) => None,
        None => database::named(session, database, project)?,
    };
    let beside = match target {
        Some(target) => {
            let version = catalog::version(&mut target.connect()?)?;
            Some((target, version))
        }
        None => None,
    };
    workbench(session, options, beside, project)
}
