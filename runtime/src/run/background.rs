//! Blocking work away from the caller's thread.
//!
//! The driver runs an executor of its own, which may not be entered from inside another one. A
//! thread of its own makes the same calls safe everywhere.

use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

/// Runs the work on a thread of its own and waits for it.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// Starts the work on a thread of its own; the future is ready when it has ended.
///
/// It asks nothing of the runtime that polls it. The work goes on if the future is dropped.
pub(crate) fn start<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = T> + Send + 'static {
    let shared = Arc::new(Mutex::new(Shared { outcome: None, waker: None }));
    let ours = Arc::clone(&shared);
    let thread = thread::spawn(move || {
        let outcome = apart_catching(work);
        let waker = {
            let mut shared = lock(&ours);
            shared.outcome = Some(outcome);
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    drop(thread);
    Waiting { shared }
}

fn apart_catching<T>(work: impl FnOnce() -> T) -> thread::Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
}

struct Shared<T> {
    outcome: Option<thread::Result<T>>,
    waker: Option<Waker>,
}

struct Waiting<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

impl<T> Future for Waiting<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut shared = lock(&self.shared);
        match shared.outcome.take() {
            Some(Ok(value)) => Poll::Ready(value),
            Some(Err(panic)) => {
                drop(shared);
                resume_unwind(panic)
            }
            None => {
                shared.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

fn lock<T>(shared: &Mutex<Shared<T>>) -> MutexGuard<'_, Shared<T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
