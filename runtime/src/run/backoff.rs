//! Growing pauses between attempts, never in step with those of another process.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::time::Duration;

/// Pauses that double up to a limit, each shortened by a random part of up to one half.
#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
    limit: Duration,
}

impl Backoff {
    pub(crate) fn new(first: Duration, limit: Duration) -> Self {
        Self { next: first, limit }
    }

    /// The pause before the next attempt.
    pub(crate) fn pause(&mut self) -> Duration {
        let full = self.next;
        self.next = (full * 2).min(self.limit);
        // Each new state of the standard library's hasher is keyed at random; that is all the
        // randomness that is asked for here.
        let random = RandomState::new().hash_one(0_u8) % 1024;
        let off = full * u32::try_from(random).unwrap_or_default() / 2048;
        full.saturating_sub(off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_limit() {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(1));
        for full in [100, 200, 400, 800, 1000, 1000] {
            let pause = backoff.pause().as_millis();
            assert!((full / 2..=full).contains(&pause), "{pause} of {full}");
        }
    }
}
