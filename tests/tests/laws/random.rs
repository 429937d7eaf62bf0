//! Random pairs of schemas, there and back.
//!
//! `ALUDEL_LAWS_CASES` sets how many pairs are drawn and `ALUDEL_LAWS_SEED` draws others; of a pair that
//! fails a smaller one is sought `ALUDEL_LAWS_SHRINKS` times.

use std::{cell::RefCell, env, thread};

use aludel_tests::{
    arbitrary,
    round_trip::{Ground, Witness},
    server,
};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// One thread for each core that CI has.
const WORKERS: u8 = 2;

#[test]
fn every_pair_leads_there_and_back() {
    let cases = setting("ALUDEL_LAWS_CASES", 500).div_ceil(u32::from(WORKERS));
    let seed = setting("ALUDEL_LAWS_SEED", 1);
    thread::scope(|scope| {
        for worker in 0..WORKERS {
            scope.spawn(move || draw(cases, seed, worker));
        }
    });
}

fn draw(cases: u32, seed: u32, worker: u8) {
    let mut bytes = [worker; 32];
    bytes[..4].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: setting("ALUDEL_LAWS_SHRINKS", 200),
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let major = server().version().major();
    let pairs = (arbitrary::schema(major), arbitrary::schema(major), 0..5_u8);
    let ground = RefCell::new(Ground::default());
    let outcome = runner.run(&pairs, |(before, after, turn)| {
        // `pg_dump` costs more than all the rest: it is asked for every fifth pair.
        let witness = if turn == 0 { Witness::Dump } else { Witness::Reader };
        let (before, after) = (before.to_sql(), after.to_sql());
        let outcome = ground.borrow_mut().there_and_back(&before, &after, witness);
        outcome.map(drop).map_err(|why| {
            TestCaseError::fail(format!("{why}\n-- before\n{before}\n-- after\n{after}"))
        })
    });
    assert!(
        outcome.is_ok(),
        "{}",
        outcome.err().map(|failure| failure.to_string()).unwrap_or_default()
    );
}

fn setting(name: &str, default: u32) -> u32 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}
