//! Every folder of `fixtures/scenarios`, there and back.
//!
//! `ALUDEL_SCENARIOS` leaves only the folders whose path contains its value.

use std::path::Path;

use aludel_tests::scenario;

#[test]
fn every_scenario_leads_there_and_back() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/scenarios"));
    let folders = scenario::folders(root);
    assert!(folders.len() >= 60, "only {} scenarios were found", folders.len());
    let wanted = std::env::var("ALUDEL_SCENARIOS").unwrap_or_default();
    let failures = folders
        .iter()
        .filter(|folder| {
            folder.strip_prefix(root).unwrap_or(folder).to_string_lossy().contains(&wanted)
        })
        .filter_map(|folder| {
            let why = scenario::run(folder).err()?;
            Some(format!("{}\n{why}", folder.strip_prefix(root).unwrap_or(folder).display()))
        })
        .collect::<Vec<_>>();
    assert!(failures.is_empty(), "{} failed:\n\n{}", failures.len(), failures.join("\n\n"));
}
