//! Every folder of `fixtures/scenarios`, there and back.
//!
//! `ALUDEL_SCENARIOS` leaves only the folders whose path contains its value.

use std::{
    path::{Path, PathBuf},
    thread,
};

use aludel_tests::scenario;

#[test]
fn every_scenario_leads_there_and_back() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/scenarios"));
    let folders = scenario::folders(root);
    assert!(folders.len() >= 60, "only {} scenarios were found", folders.len());
    let wanted = std::env::var("ALUDEL_SCENARIOS").unwrap_or_default();
    let name = |folder: &Path| folder.strip_prefix(root).unwrap_or(folder).display().to_string();
    let wanted = folders.iter().filter(|folder| name(folder).contains(&wanted)).collect::<Vec<_>>();
    let run = |folders: &[&PathBuf]| {
        let failed = |folder: &&PathBuf| {
            let why = scenario::run(folder).err()?;
            Some(format!("{}\n{why}", name(folder)))
        };
        folders.iter().filter_map(failed).collect::<Vec<_>>()
    };
    // The programs that are waited for keep one core busy, and CI has two.
    let failures = thread::scope(|scope| {
        let halves = wanted.chunks(wanted.len().div_ceil(2).max(1));
        let workers = halves.map(|half| scope.spawn(|| run(half))).collect::<Vec<_>>();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(failures.is_empty(), "{} failed:\n\n{}", failures.len(), failures.join("\n\n"));
}
