//! One step in one transaction.

use postgres::{Client, Error};

use crate::run::ledger::Entry;
use crate::run::options::Options;
use crate::run::refusal::Refusal;
use crate::run::session::{OWN_ROLE, RESET, open_transaction};
use crate::statement::Statement;

/// Why a step was not committed.
#[derive(Debug)]
pub(crate) enum Setback {
    /// The server refused one of its statements; the transaction is rolled back.
    Statement {
        /// Which, from 0.
        statement: usize,
        /// The character in it that the server points at, from 0.
        character: Option<usize>,
        /// What it said.
        refusal: Box<Refusal>,
    },
    /// The server refused the transaction at its end; it is rolled back.
    Commit(Box<Refusal>),
    /// The history could not be written; the transaction is rolled back.
    History(Error),
    /// The connection broke; it is not known whether the transaction was committed.
    Broken(Error),
}

/// Text for the server, and the statement of the step in it.
struct Message {
    text: String,
    /// Which statement, and the character at which it starts.
    statement: Option<(usize, usize)>,
}

/// Runs the statements of a step and records that it is done, in one transaction.
///
/// Each statement has a message, the first one behind what opens the transaction, which no server
/// refuses: a server that refuses does not say which statement of a message it means.
pub(crate) fn run(
    client: &mut Client,
    (entry, step, begun): (&Entry<'_>, usize, bool),
    statements: &[Statement],
    options: &Options,
) -> Result<(), Setback> {
    let open = open_transaction(options);
    let close = format!("{OWN_ROLE}; {}; COMMIT; {RESET}", entry.done(step + 1, begun));
    for message in messages(&open, statements, &close) {
        if let Err(error) = client.batch_execute(&message.text) {
            // A session that ends may have committed before it said so.
            return Err(match client.batch_execute(&format!("ROLLBACK; {RESET}")) {
                Ok(()) => message.setback(error, statements, entry),
                Err(_) => Setback::Broken(error),
            });
        }
    }
    Ok(())
}

fn messages(open: &str, statements: &[Statement], close: &str) -> Vec<Message> {
    let Some((head, tail)) = statements.split_first() else {
        return vec![Message { text: format!("{open};{close}"), statement: None }];
    };
    let first = Message {
        text: format!("{open};\n{}", head.sql),
        statement: Some((0, open.chars().count() + 2)),
    };
    let tail = tail.iter().enumerate().map(|(index, statement)| Message {
        text: statement.sql.clone(),
        statement: Some((index + 1, 0)),
    });
    let last = Message { text: close.to_owned(), statement: None };
    [first].into_iter().chain(tail).chain([last]).collect()
}

impl Message {
    fn setback(&self, error: Error, statements: &[Statement], entry: &Entry<'_>) -> Setback {
        let Some(refused) = error.as_db_error() else { return Setback::Broken(error) };
        let (table, schema) = (refused.table(), refused.schema());
        let own = table == Some(entry.table.table.as_str())
            && schema == Some(entry.table.schema.as_str());
        let refusal = Box::new(Refusal::of(refused));
        let Some((statement, start)) = self.statement.filter(|_| !own) else {
            // At its end a transaction runs what was deferred: constraints and triggers.
            let deferred =
                ["23", "40", "P0"].iter().any(|class| refusal.sqlstate.starts_with(class)) && !own;
            return if deferred { Setback::Commit(refusal) } else { Setback::History(error) };
        };
        let length = statements[statement].sql.chars().count();
        match refusal.position.map(|position| position.checked_sub(start + 1)) {
            Some(Some(character)) if character <= length => {
                Setback::Statement { statement, character: Some(character), refusal }
            }
            None => Setback::Statement { statement, character: None, refusal },
            Some(_) => Setback::History(error),
        }
    }
}
