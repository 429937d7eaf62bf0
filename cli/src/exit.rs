//! The documented exit codes.

use std::fmt::Write as _;

/// How a command ended. The numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to report.
    Clean,
    /// The command could not run: configuration, connection, build.
    CouldNotRun,
    /// The command line makes no sense.
    Usage,
    /// The models differ from the migrations, or `diff` found differences.
    ModelsDiffer,
    /// Migrations are not applied.
    Unapplied,
    /// The database is not what its migrations made.
    Drift,
    /// A migration was edited after it was applied, or is missing.
    HistoryBroken,
    /// The folder has several heads.
    SeveralHeads,
    /// A statement is unsafe.
    Unsafe,
    /// A question is not answered, such as whether a column was renamed.
    Unanswered,
    /// Roles or privileges differ.
    RolesDiffer,
    /// Objects that are not modelled would have to change.
    NotModelled,
    /// A migration does not do on a scratch database what it should.
    NotProved,
    /// The lock was not obtained.
    Locked,
    /// A migration failed and was rolled back.
    RolledBack,
    /// A migration failed and is partly applied.
    PartlyApplied,
}

impl Exit {
    /// Every code with what it means, in the order of the codes.
    const TABLE: &[(Self, u8, &str)] = &[
        (Self::Clean, 0, "clean"),
        (Self::CouldNotRun, 1, "could not run: configuration, connection, build"),
        (Self::Usage, 2, "the command line makes no sense"),
        (Self::ModelsDiffer, 10, "the models differ from the migrations; differences (diff)"),
        (Self::Unapplied, 11, "migrations are not applied"),
        (Self::Drift, 12, "the database is not what its migrations made"),
        (Self::HistoryBroken, 13, "a migration was edited after it was applied, or is missing"),
        (Self::SeveralHeads, 14, "several heads, or a merge conflict in HEAD"),
        (Self::Unsafe, 15, "reserved for unsafe statements"),
        (Self::Unanswered, 16, "a rename is declared, and both names exist"),
        (Self::RolesDiffer, 17, "reserved for roles and privileges that differ"),
        (Self::NotModelled, 18, "objects that are not modelled would have to change"),
        (Self::NotProved, 19, "a migration failed its proof on a scratch database"),
        (Self::Locked, 20, "the lock was not obtained: another run works on the database"),
        (Self::RolledBack, 21, "a migration failed and was rolled back"),
        (Self::PartlyApplied, 22, "a migration failed and is partly applied"),
    ];

    /// The code that the process ends with.
    pub fn code(self) -> u8 {
        Self::TABLE.iter().find(|(exit, ..)| *exit == self).map_or(1, |(_, code, _)| *code)
    }

    /// The table for the manual.
    pub(crate) fn manual() -> String {
        Self::TABLE.iter().fold(String::new(), |mut text, (_, code, meaning)| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {code:>2}  {meaning}");
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_avoid_what_cargo_uses() {
        let codes: Vec<u8> = Exit::TABLE.iter().map(|(_, code, _)| *code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert!(!codes.contains(&101));
    }
}
