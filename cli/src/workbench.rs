//! Where schemas are made: scratch databases and their cache.

use aludel::{
    connect::Target,
    scratch::{Cache, Scratch},
    version::ServerVersion,
    workflow::Workbench,
};

use crate::{arguments::ScratchOptions, project::Project, report::Failure, session::Session};

/// Scratch databases on the server that is named for them, else beside a database, else on a
/// private server.
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
        Some(project) => Some(Cache::at(&project.work_folder(None)?.join("schemas"))),
        None => None,
    };
    Ok(Workbench { scratch, cache })
}
