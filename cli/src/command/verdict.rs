//! What a check found, as it is told.

use std::collections::BTreeSet;

use aludel::{
    migration::{HeadError, Revision},
    model::document::Document,
    run,
    schema::ObjectId,
    workflow::{Action, Difference, Findings},
};

use crate::{
    exit::Exit,
    explain::{told, without_public},
    finding::{Finding, Line},
    output::style,
    project::{Project, derived_models, shown},
};

/// How the files contradict the history of a database, or each other.
pub(super) fn files(history: &[run::Finding], head: Result<(), HeadError>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = history
        .iter()
        .map(|found| Finding::error(Exit::HistoryBroken, found.to_string()).fix(found.help()))
        .collect();
    match head {
        // The history has told of it already.
        Err(HeadError::Lost { revision, .. }) if tells_of(history, &revision) => {}
        Err(error) => {
            let exit = told(&error).exit;
            findings.push(Finding::error(exit, error.to_string()).fix(error.help()));
        }
        Ok(()) => {}
    }
    findings
}

/// Whether the history knows that the file is gone.
fn tells_of(history: &[run::Finding], lost: &Revision) -> bool {
    history.iter().any(|found| match found {
        run::Finding::Missing { revisions } => revisions.contains(lost),
        _ => false,
    })
}

/// That there are migrations which are not applied.
pub(super) fn pending(pending: &[Revision]) -> Option<Finding> {
    let title = match pending.len() {
        0 => return None,
        1 => "1 migration is not applied".to_owned(),
        many => format!("{many} migrations are not applied"),
    };
    Some(Finding::warning(Exit::Unapplied, title).fix("cargo aludel upgrade"))
}

/// What somebody did to the database by hand.
pub(super) fn drifted(found: &Findings) -> Option<Finding> {
    let title = "the database is not what its migrations made";
    let finding = Finding::error(Exit::Drift, title).lines(drift(&found.drift));
    let fix = if found.drift.iter().all(|made| found.models.contains(made)) {
        "the models want just that: cargo aludel generate, then cargo aludel stamp head"
    } else {
        "undo it by hand; or put it into the models, then cargo aludel generate and cargo aludel \
         stamp head"
    };
    (!found.drift.is_empty()).then(|| finding.fix(fix))
}

/// What the models want and no migration makes.
pub(super) fn models(project: &Project, found: &Findings, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !found.models.is_empty() {
        let title = "the models differ from the migrations";
        let lines = wanted(project, found, document);
        let finding = Finding::error(Exit::ModelsDiffer, title).lines(lines);
        findings.push(match found.blocked {
            Some(_) => finding,
            None => finding.fix("cargo aludel generate"),
        });
    }
    if let Some(blocked) = &found.blocked {
        findings.push(Finding::error(Exit::NotModelled, told(blocked).title()));
    }
    findings
}

/// What the models want, with the lines of Rust that want it.
pub(super) fn wanted(
    project: &Project,
    found: &Findings,
    document: &Document,
) -> impl Iterator<Item = Line> {
    found.models.iter().map(|difference| Line {
        text: difference.to_string(),
        place: document.place_of(&difference.id).map(|place| project.shown(&place)),
        style: style::difference(difference),
    })
}

/// How the database differs from what the migrations make.
pub(super) fn drift(drift: &[Difference]) -> impl Iterator<Item = Line> {
    drift.iter().map(|difference| Line::new(side(difference)))
}

/// A difference from what the migrations make, in words that leave no doubt about the sides.
fn side(Difference { action, object, detail, fields, .. }: &Difference) -> String {
    let described = || match detail.as_str() {
        "" => object.clone(),
        detail => format!("{object} {detail}"),
    };
    match action {
        Action::Create => format!("the database has {}, which no migration makes", described()),
        Action::Drop => format!("the database lacks {}", described()),
        Action::Rename => format!("in the database {}", described()),
        Action::Alter => {
            let fields = fields.iter().map(|field| {
                let (name, made, has) = (&field.name, &field.from, &field.to);
                format!("{name} is {has} in the database and {made} by the migrations")
            });
            format!("{object}: {}", fields.collect::<Vec<String>>().join("; "))
        }
    }
}

/// Structs that derive `Model` and are in no registry, as far as the text of the package tells.
pub(super) fn unlisted(project: &Project, document: &Document) -> Option<Finding> {
    let listed: BTreeSet<&str> = document.tables.iter().map(|table| table.model.as_str()).collect();
    let mut derived = derived_models(&project.folder().join("src"));
    derived.retain(|model| !listed.contains(model.name.as_str()));
    let lines: Vec<Line> = derived
        .into_iter()
        .map(|model| Line {
            text: model.name,
            place: Some(format!("{}:{}", shown(&model.path), model.line)),
            style: anstyle::Style::new(),
        })
        .collect();
    let finding = Finding::advice("models that derive `Model` but are not in the registry");
    (!lines.is_empty()).then(|| finding.lines(lines).fix("list them in `schema!`"))
}

/// What is nobody's affair, named so that it is not forgotten.
pub(super) fn left_alone(found: &Findings) -> Vec<Finding> {
    let notes = [
        ("not of this project, left alone", &found.unmanaged),
        ("not modelled, left alone", &found.not_modelled),
    ];
    let there = notes.into_iter().filter(|(_, ids)| !ids.is_empty());
    there
        .map(|(title, ids)| {
            let lines = ids.iter().map(|id| Line::new(named(id)));
            Finding::note(title).lines(lines)
        })
        .collect()
}

/// An object without the schema that goes without saying.
pub(super) fn named(id: &ObjectId) -> String {
    without_public(&id.to_string())
}
