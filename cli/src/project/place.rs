//! Places in the sources, whose paths count from the workspace.

use std::path::PathBuf;

use aludel::model::document::{Document, Place};

use super::{Project, shown};
use crate::{
    report::Failure,
    snippet::{Site, Snippet},
};

impl Project {
    /// A place as a human would write it here.
    pub(crate) fn shown(&self, place: &Place) -> String {
        format!("{}:{}", shown(&self.path(place)), place.line)
    }

    /// The failure with the lines of the models that it is about.
    pub(crate) fn look_up(&self, failure: Failure, document: &Document) -> Failure {
        failure.look_up(|site, label| {
            let place = match site {
                Site::Line(place) => place.clone(),
                Site::Object(id) => document.place_of(id)?,
            };
            Snippet::of_file(&self.path(&place), place.line, label)
        })
    }

    fn path(&self, place: &Place) -> PathBuf {
        match self.workspace() {
            Ok(workspace) => workspace.root().join(&place.file),
            Err(_) => PathBuf::from(&place.file),
        }
    }
}
