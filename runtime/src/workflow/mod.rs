//! The commands as functions: what the command line calls, and a test or another tool may.

mod check;
mod comparison;
mod desired;
mod difference;
mod generate;
mod observation;
mod ownership;
mod proof;
mod renames;
mod replay;
mod source;
mod standing;
mod verify;
mod wanted;
mod witness;

pub use self::{
    check::{CheckError, Findings, Subject},
    comparison::{Comparison, compare},
    desired::Desired,
    difference::{Action, Difference, Field, differences},
    generate::{Draft, GenerateError},
    observation::Unwitnessed,
    ownership::{forget_history, spare_unmanaged},
    proof::ProofError,
    renames::BothExist,
    replay::ReplayError,
    source::{SourceError, SqlError, Workbench},
    standing::Standing,
    verify::{Outcome, Verification, Verified},
    wanted::WantedError,
    witness::{Disagreement, Hearing, Silence, Testimony, Witness},
};
