//! Whether a pooler hands out a session for each transaction.

use postgres::Client;

use crate::run::lock::LockError;

/// Refuses connections on which no session lock holds.
///
/// Two connections to a server are two processes, and stay the same ones. Behind a pooler in
/// transaction mode they are whatever is free: while one of them holds a transaction open, the
/// other cannot have the process that both were given before.
pub(crate) fn refuse_transaction_pooling(
    lock: &mut Client,
    worker: &mut Client,
) -> Result<(), LockError> {
    let before = process(lock)?;
    worker.batch_execute("BEGIN").map_err(LockError::Ask)?;
    let pinned = process(worker)?;
    // Asked only if the two differ: with a pool of one session the answer would never come.
    let stays = before != pinned && before == process(lock)?;
    worker.batch_execute("ROLLBACK").map_err(LockError::Ask)?;
    if stays { Ok(()) } else { Err(LockError::TransactionPooling) }
}

fn process(client: &mut Client) -> Result<i32, LockError> {
    let row = client.query_typed_one("SELECT pg_backend_pid()", &[]).map_err(LockError::Ask)?;
    row.try_get(0).map_err(LockError::Ask)
}
