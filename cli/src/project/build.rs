//! `cargo build` of the binary that hands the models over.

use std::{
    io::BufReader,
    path::PathBuf,
    process::{Command, Stdio},
};

use cargo_metadata::{Message, diagnostic::DiagnosticLevel};

use super::{
    Project,
    workspace::{binaries, cargo},
};
use crate::{arguments::BuildOptions, report::Failure, session::Session};

/// The name of the binary that is taken where no setting names one.
pub(crate) const BINARY: &str = "migrate";

/// The binary that hands the models over, and how cargo is to build it.
#[derive(Debug)]
pub(super) struct Host<'a> {
    project: &'a Project,
    options: &'a BuildOptions,
    binary: String,
}

impl<'a> Host<'a> {
    /// Finds the binary: the one that the settings name, else the one with the customary name.
    ///
    /// No other is ever run: a binary without the hook would start the application.
    pub(super) fn find(project: &'a Project, options: &'a BuildOptions) -> Result<Self, Failure> {
        let package = project.workspace()?.package(&project.package)?;
        let found = binaries(package);
        let wanted = project.settings.bin.as_deref().unwrap_or(BINARY);
        if !package.dependencies.iter().any(|dependency| dependency.name == "aludel") {
            let title = format!("package `{}` does not depend on aludel", project.package);
            return Err(Failure::new(title)
                .hint(format!("cargo add aludel -p {}", project.package))
                .hint("or name the package with the models: -p <NAME>"));
        }
        if !found.contains(&wanted) {
            let title = format!("package `{}` has no binary `{wanted}`", project.package);
            return Err(Failure::new(title).hint(match &project.settings.bin {
                Some(_) if found.is_empty() => {
                    "the settings in Cargo.toml name it; `cargo aludel init` writes it".to_owned()
                }
                Some(_) => {
                    format!("the settings in Cargo.toml name it; it has: {}", found.join(", "))
                }
                None => "`cargo aludel init` writes the one that hands the models over".to_owned(),
            }));
        }
        Ok(Self { project, options, binary: wanted.to_owned() })
    }

    pub(super) fn name(&self) -> &str {
        &self.binary
    }

    /// Builds the binary, shows the compiler's errors as they come, and returns its path.
    pub(super) fn build(&self, session: &mut Session<'_, '_>) -> Result<PathBuf, Failure> {
        let mut command = self.cargo("build");
        command.arg("--message-format").arg(if session.is_coloured() {
            "json-diagnostic-rendered-ansi"
        } else {
            "json"
        });
        // Cargo's own progress is of use to whoever watches a long build, and to nobody else.
        if !session.is_watched() {
            command.arg("--quiet");
            let package = &self.project.package;
            session.tell(&format!("building package {package} to read its models\n"));
        }
        let failed = |error| Failure::new("cannot run cargo").caused_by(error);
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
        let mut executable = None;
        if let Some(messages) = child.stdout.take() {
            for message in Message::parse_stream(BufReader::new(messages)) {
                match message.map_err(failed)? {
                    Message::CompilerMessage(told) => match told.message.level {
                        DiagnosticLevel::Error | DiagnosticLevel::Ice => {
                            session.say(told.message.rendered.as_deref().unwrap_or_default());
                        }
                        _ => {}
                    },
                    Message::CompilerArtifact(artifact) if artifact.target.name == self.binary => {
                        executable = artifact.executable.or(executable);
                    }
                    _ => {}
                }
            }
        }
        let status = child.wait().map_err(failed)?;
        match executable {
            Some(path) if status.success() => Ok(path.into()),
            _ => Err(Failure::new(format!("package `{}` does not compile", self.project.package))
                .hint(
                    "the models are read from the compiled package; in a small package of their \
                     own they are there even while the application does not compile",
                )),
        }
    }

    /// The command that runs the binary, through cargo for its runner and its library paths.
    pub(super) fn run(&self) -> Command {
        let mut command = self.cargo("run");
        command.arg("--quiet").stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    fn cargo(&self, verb: &str) -> Command {
        let BuildOptions {
            features,
            all_features,
            no_default_features,
            profile,
            target_dir,
            locked,
            offline,
        } = self.options;
        let mut command = Command::new(cargo());
        command.arg(verb).arg("--manifest-path").arg(&self.project.manifest);
        command.args(["--package", &self.project.package, "--bin", &self.binary]);
        for feature in features.iter().chain(&self.project.settings.features) {
            command.args(["--features", feature]);
        }
        let flags = [
            (*all_features, "--all-features"),
            (*no_default_features, "--no-default-features"),
            (*locked, "--locked"),
            (*offline, "--offline"),
        ];
        command.args(flags.iter().filter(|(given, _)| *given).map(|(_, flag)| flag));
        if let Some(profile) = profile {
            command.args(["--profile", profile]);
        }
        if let Some(folder) = target_dir {
            command.arg("--target-dir").arg(folder);
        }
        command
    }
}
