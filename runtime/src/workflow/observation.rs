//! What is seen of a scratch database: by our own reader, and by a witness where there is one.

use std::path::PathBuf;

use super::{
    Difference, differences,
    proof::{ProofError, same},
    witness::{Hearing, Silence, Testimony, Witness},
};
use crate::{catalog, diff::diff, schema::Schema, scratch::ScratchDatabase};

/// Why nobody but our own reader has seen a proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unwitnessed {
    /// No witness understands the server.
    #[error("there is no pg_dump for PostgreSQL {server} on this machine")]
    Absent {
        /// The major version of the server.
        server: u32,
    },
    /// The witness did not answer.
    #[error("{reason}")]
    Silent {
        /// Why not.
        reason: String,
    },
}

/// Looks at scratch databases.
#[derive(Debug)]
pub(super) struct Observer {
    witness: Result<Witness, Unwitnessed>,
}

/// A scratch database at one moment.
#[derive(Debug)]
pub(super) struct Observation {
    pub(super) schema: Schema,
    testimony: Option<Testimony>,
}

impl Observer {
    /// Takes the witness that this machine has for a server.
    pub(super) fn of(server: u32) -> Self {
        Self { witness: Witness::find(server).ok_or(Unwitnessed::Absent { server }) }
    }

    /// Reads a database, while the witness does the same.
    pub(super) fn observe(
        &mut self,
        database: &mut ScratchDatabase,
    ) -> Result<Observation, ProofError> {
        let asked = match &self.witness {
            Ok(witness) => Some(witness.ask(database.target())),
            Err(_) => None,
        };
        let schema = read(database);
        let heard = asked.map(|hearing| hearing.and_then(Hearing::testimony));
        let testimony = self.noted(heard);
        Ok(Observation { schema: schema?, testimony })
    }

    /// A witness who has failed once is not asked again, and not believed for what it said before.
    fn noted(&mut self, heard: Option<Result<Testimony, Silence>>) -> Option<Testimony> {
        match heard? {
            Ok(testimony) => Some(testimony),
            Err(silence) => {
                self.witness = Err(Unwitnessed::Silent { reason: silence.to_string() });
                None
            }
        }
    }

    /// Who has witnessed what was observed.
    pub(super) fn into_witness(self) -> Result<PathBuf, Unwitnessed> {
        self.witness.map(|witness| witness.program().to_owned())
    }
}

impl Observation {
    /// Holds if nothing has changed since an earlier observation, for our reader and for the witness.
    pub(super) fn is(
        &self,
        before: &Self,
        when: &'static str,
        expected: &'static str,
    ) -> Result<(), ProofError> {
        same(when, expected, between(&self.schema, &before.schema))?;
        let (Some(now), Some(then)) = (&self.testimony, &before.testimony) else { return Ok(()) };
        match now.disagreement(then) {
            Some(disagreement) => Err(ProofError::Witness { when, expected, disagreement }),
            None => Ok(()),
        }
    }
}

fn read(database: &mut ScratchDatabase) -> Result<Schema, ProofError> {
    Ok(catalog::read(database.client()?)?)
}

/// All that differs, also in what is not modelled.
fn between(from: &Schema, to: &Schema) -> Vec<Difference> {
    let left = diff(from, to);
    differences(left.renames.iter().chain(&left.edits).chain(&left.unmodelled))
}
