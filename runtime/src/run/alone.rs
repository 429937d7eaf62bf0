//! One statement outside of any transaction.
//!
//! The history cannot be written in the same transaction as such a statement, so the intent is
//! written before it and the end after it. A run that finds an intent asks the catalog whether the
//! statement took effect before the run that intended it was killed.

use std::time::Instant;

use postgres::{Client, Error};

use crate::migration::Checksum;
use crate::run::ledger::Entry;
use crate::run::options::{InDoubt, Options};
use crate::run::outside::Outside;
use crate::run::probe::{Effect, effect};
use crate::run::refusal::Refusal;
use crate::run::session::{RESET, outside};
use crate::statement::{Statement, Step};

/// Why a statement was not recorded as done.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// The server refused it, and nothing of it is left.
    Refused(Box<Refusal>),
    /// The server refused it, and something of it is left, which the next run goes on with.
    Stuck(Box<Refusal>),
    /// The server refused it, and what it had committed before cannot be told. Its intent stays.
    Unsure(Box<Refusal>),
    /// It left an index that is not valid: an older one, which `IF NOT EXISTS` let pass.
    Invalid { clear: String },
    /// An earlier run was killed in it, and whether it took effect cannot be told.
    InDoubt { sql: String, reason: &'static str },
    /// The history could not be written, or the catalog not be asked.
    History(Error),
    /// The connection broke.
    Broken(Error),
}

/// A statement, where it stands, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alone<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) step: usize,
    pub(crate) statement: &'a Statement,
    /// What an earlier run was about to do here.
    pub(crate) intent: Option<&'a str>,
    pub(crate) options: &'a Options,
}

/// Is told each statement that clears something away, before it runs.
pub(crate) type Clearing<'a> = &'a mut dyn FnMut(&str);

impl Alone<'_> {
    /// Runs the statement, unless an earlier run did so without telling.
    pub(crate) fn run(
        &self,
        client: &mut Client,
        clearing: Clearing<'_>,
    ) -> Result<(), Interruption> {
        let start = Instant::now();
        self.prepare(client, &self.statement.sql)?;
        let resumed = match self.intent {
            Some(intent) => self.resume(client, intent, clearing)?,
            None => false,
        };
        if !resumed {
            self.start(client, clearing)?;
        }
        let done = self.entry.done_outside(self.step + 1, start.elapsed());
        client.batch_execute(&format!("{done}; {RESET}")).map_err(|error| fault(client, error))
    }

    /// Goes on where an earlier run was killed; returns whether the statement is done.
    fn resume(
        &self,
        client: &mut Client,
        intent: &str,
        clearing: Clearing<'_>,
    ) -> Result<bool, Interruption> {
        let same = checksum(intent) == checksum(&self.statement.sql);
        let left = probe(client, &Outside::of(intent))?;
        let reason = match left {
            Effect::None => return Ok(false),
            Effect::Leftover { clear } => {
                self.mend(client, &clear, clearing)?;
                return Ok(false);
            }
            Effect::Whole if same => return Ok(true),
            Effect::Half { complete } if same => {
                self.mend(client, &complete, clearing)?;
                return Ok(true);
            }
            Effect::Unknown { reason } if same => reason,
            _ => "the file has another statement in its place now",
        };
        match self.options.in_doubt {
            InDoubt::Stop => Err(Interruption::InDoubt { sql: intent.to_owned(), reason }),
            InDoubt::Done => Ok(true),
            InDoubt::Again => Ok(false),
        }
    }

    /// Runs what clears the rest of a statement away, or completes it.
    fn mend(
        &self,
        client: &mut Client,
        sql: &str,
        clearing: Clearing<'_>,
    ) -> Result<(), Interruption> {
        clearing(sql);
        self.prepare(client, sql)?;
        client.batch_execute(sql).map_err(|error| match error.as_db_error() {
            Some(refused) if !client.is_closed() => {
                Interruption::Stuck(Box::new(Refusal::of(refused)))
            }
            _ => Interruption::Broken(error),
        })?;
        self.prepare(client, &self.statement.sql)
    }

    fn prepare(&self, client: &mut Client, sql: &str) -> Result<(), Interruption> {
        client.batch_execute(&outside(sql, self.options)).map_err(|error| fault(client, error))
    }

    fn start(&self, client: &mut Client, clearing: Clearing<'_>) -> Result<(), Interruption> {
        let subject = Outside::of(&self.statement.sql);
        // What is there already is not the work of this statement: the server refuses it or, where
        // it says IF EXISTS, lets it pass. An intent would claim that as its effect.
        let before = probe(client, &subject)?;
        let ours = matches!(before, Effect::None | Effect::Unknown { .. });
        if ours {
            let sql = self.entry.intend(self.step, &self.statement.sql);
            client.batch_execute(&sql).map_err(|error| fault(client, error))?;
        }
        match client.batch_execute(&self.statement.sql) {
            Ok(()) => match (&subject, probe(client, &subject)?) {
                (Outside::CreateIndex { .. }, Effect::Leftover { clear }) => {
                    Err(Interruption::Invalid { clear })
                }
                _ => Ok(()),
            },
            Err(error) => match error.as_db_error().map(Refusal::of).map(Box::new) {
                _ if client.is_closed() => Err(Interruption::Broken(error)),
                None => Err(Interruption::Broken(error)),
                Some(refusal) if ours => {
                    self.take_back(client, &subject, clearing, refusal.clone())?;
                    Err(Interruption::Refused(refusal))
                }
                Some(refusal) => Err(Interruption::Refused(refusal)),
            },
        }
    }

    /// Clears away what a refused statement left, and takes its intent back.
    fn take_back(
        &self,
        client: &mut Client,
        subject: &Outside,
        clearing: Clearing<'_>,
        refusal: Box<Refusal>,
    ) -> Result<(), Interruption> {
        match probe(client, subject)? {
            Effect::Leftover { clear } => {
                clearing(&clear);
                if client.batch_execute(&clear).is_err() {
                    return Err(Interruption::Stuck(refusal));
                }
            }
            Effect::Half { .. } | Effect::Whole => return Err(Interruption::Stuck(refusal)),
            // A procedure commits as it goes. Only what the server points at in the statement itself
            // it found before it began.
            Effect::Unknown { .. } if *subject == Outside::Other && refusal.position.is_none() => {
                return Err(Interruption::Unsure(refusal));
            }
            Effect::None | Effect::Unknown { .. } => {}
        }
        let sql = self.entry.abandon(self.step);
        client.batch_execute(&format!("{sql}; {RESET}")).map_err(|error| fault(client, error))
    }
}

fn probe(client: &mut Client, subject: &Outside) -> Result<Effect, Interruption> {
    effect(client, subject).map_err(|error| fault(client, error))
}

fn fault(client: &Client, error: Error) -> Interruption {
    if client.is_closed() || error.as_db_error().is_none() {
        return Interruption::Broken(error);
    }
    Interruption::History(error)
}

fn checksum(sql: &str) -> Checksum {
    Checksum::of_steps(&[Step { transaction: false, statements: vec![Statement::new(sql)] }])
}
