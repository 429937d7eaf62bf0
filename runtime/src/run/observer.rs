//! What happens during a run, for whoever shows it.

use std::time::Duration;

use crate::migration::{Direction, Revision};
use crate::run::lock::Holder;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Another run holds the lock of this database; told once, and again when the holder changes.
    Waiting {
        /// Who holds it, as far as the server tells.
        holder: Option<&'a Holder>,
    },
    /// The lock is held and it is known what will run.
    Planned {
        /// Which way.
        direction: Direction,
        /// The migrations, the first to run first.
        revisions: &'a [Revision],
    },
    /// A migration begins, or goes on where an earlier run ended.
    Started {
        /// The migration.
        revision: &'a Revision,
        /// How many of its steps are done already.
        steps_done: usize,
        /// How many it has.
        steps: usize,
    },
    /// One of its steps begins.
    Step {
        /// The migration.
        revision: &'a Revision,
        /// The step, from 1.
        step: usize,
        /// How many it has.
        steps: usize,
        /// Whether it runs in a transaction.
        transaction: bool,
    },
    /// A step did not get its locks or met a deadlock; it was rolled back and will be tried again.
    Retrying {
        /// The migration.
        revision: &'a Revision,
        /// The step, from 1.
        step: usize,
        /// What the server said.
        message: &'a str,
        /// How long until then.
        pause: Duration,
    },
    /// What an interrupted statement outside of a transaction left behind is cleared away.
    Clearing {
        /// The migration.
        revision: &'a Revision,
        /// The statement that clears it.
        sql: &'a str,
    },
    /// A migration is done.
    Finished {
        /// The migration.
        revision: &'a Revision,
        /// How long it took in this run.
        duration: Duration,
    },
}

/// Whoever is told what happens. Any closure over an [`Event`] is one, and `()` is one that does
/// not listen.
pub trait Observer {
    /// Takes note.
    fn event(&mut self, event: &Event<'_>);
}

impl Observer for () {
    fn event(&mut self, _: &Event<'_>) {}
}

impl<F: FnMut(&Event<'_>)> Observer for F {
    fn event(&mut self, event: &Event<'_>) {
        self(event);
    }
}
