//! What is decided without a database: files, history and a target -> a plan.

use std::time::{Duration, SystemTime};

use aludel::migration::{Checksum, Direction, File, Folder, Revision};
use aludel::run::history::{History, Progress, Record, State};
use aludel::run::plan::{self, Plan};
use aludel::run::{Finding, PlanError, Status};

use crate::project::text;

/// Migrations by name and parents, each with a table of its own.
fn folder(migrations: &[(&str, &[&str])]) -> Folder {
    let files = migrations.iter().map(|(name, parents)| {
        let up = format!("CREATE TABLE t_{name} ();\n-- aludel:step\nSELECT 1;");
        let down = format!("DROP TABLE t_{name};\n-- aludel:step\nSELECT 1;");
        File::parse(format!("{name}.sql"), text(name, parents, &up, &down)).unwrap()
    });
    Folder::link("migrations", files, None).unwrap()
}

fn chain() -> Folder {
    folder(&[("a", &["none"]), ("b", &["a"]), ("c", &["b"]), ("d", &["c"])])
}

/// Two branches from `a`, joined by `m`.
fn diamond() -> Folder {
    folder(&[("a", &["none"]), ("b", &["a"]), ("c", &["a"]), ("m", &["b", "c"])])
}

fn history(folder: &Folder, applied: &[&str]) -> History {
    let record = |name: &&str| {
        let revision: Revision = name.parse().unwrap();
        let file = folder.get(&revision).unwrap();
        Record {
            parents: file.migration().parents.clone(),
            message: String::new(),
            checksum: file.checksum(),
            chain: folder.chain(&revision).unwrap(),
            state: State::Applied,
            applied_at: SystemTime::UNIX_EPOCH,
            duration: Duration::ZERO,
            applied_by: String::new(),
            tool_version: String::new(),
            revision,
        }
    };
    History { exists: true, records: applied.iter().map(record).collect() }
}

fn unfinished(folder: &Folder, applied: &[&str], direction: Direction) -> History {
    let mut history = history(folder, applied);
    let last = history.records.last_mut().unwrap();
    let steps = folder.get(&last.revision).unwrap().migration().steps(direction);
    last.state = State::Unfinished(Progress {
        direction,
        steps_done: 1,
        steps_checksum: Checksum::of_steps(&steps[..1]),
        intent: None,
    });
    history
}

fn shown(plan: Result<Plan, PlanError>) -> String {
    match plan {
        Ok(plan) => {
            let names = plan.migrations.iter().map(|planned| match &planned.progress {
                None => planned.revision.to_string(),
                Some(progress) => format!("{}+{}", planned.revision, progress.steps_done),
            });
            names.collect::<Vec<_>>().join(" ")
        }
        Err(error) => format!("error: {error}"),
    }
}

fn up(folder: &Folder, history: &History, target: &str) -> String {
    shown(plan::upgrade(folder, history, &target.parse().unwrap()))
}

fn down(folder: &Folder, history: &History, target: &str) -> String {
    shown(plan::downgrade(folder, history, &target.parse().unwrap()))
}

#[test]
fn targets_of_an_upgrade() {
    let folder = chain();
    let none = History::default();
    let two = history(&folder, &["a", "b"]);
    assert_eq!(up(&folder, &none, "head"), "a b c d");
    assert_eq!(up(&folder, &none, "b"), "a b");
    assert_eq!(up(&folder, &two, "+1"), "c");
    assert_eq!(up(&folder, &two, "+2"), "c d");
    assert_eq!(up(&folder, &two, "a"), "");
    assert_eq!(
        up(&folder, &two, "+3"),
        "error: +3 asks for more migrations than the 2 that there are"
    );
    assert_eq!(up(&folder, &two, "-1"), "error: -1 is no target of upgrade");
    assert_eq!(up(&folder, &two, "base"), "error: base is no target of upgrade");
    assert_eq!(
        up(&folder, &two, "x"),
        "error: there is no revision \"x\"; the nearest of 4 are d, c, b"
    );
    assert_eq!(up(&folder, &history(&folder, &["a", "b", "c", "d"]), "head"), "");
    assert_eq!(up(&Folder::default(), &none, "head"), "");
}

#[test]
fn targets_of_a_downgrade() {
    let folder = chain();
    let three = history(&folder, &["a", "b", "c"]);
    assert_eq!(down(&folder, &three, "base"), "c b a");
    assert_eq!(down(&folder, &three, "a"), "c b");
    assert_eq!(down(&folder, &three, "c"), "");
    assert_eq!(down(&folder, &three, "-2"), "c b");
    assert_eq!(
        down(&folder, &three, "-4"),
        "error: -4 asks for more migrations than the 3 that there are"
    );
    assert_eq!(
        down(&folder, &three, "d"),
        "error: d is not applied, so there is no way down to it"
    );
    assert_eq!(down(&folder, &three, "head"), "error: head is no target of downgrade");
}

#[test]
fn branches_are_walked_parents_first() {
    let folder = diamond();
    assert_eq!(up(&folder, &History::default(), "head"), "a b c m");
    assert_eq!(up(&folder, &history(&folder, &["a", "c"]), "head"), "b m");
    let all = history(&folder, &["a", "c", "b", "m"]);
    assert_eq!(down(&folder, &all, "-1"), "m");
    assert_eq!(down(&folder, &all, "b"), "m c");
    assert_eq!(down(&folder, &all, "base"), "m c b a");
}

#[test]
fn two_heads_are_no_target_but_each_of_them_is() {
    let folder = folder(&[("a", &["none"]), ("b", &["a"]), ("c", &["a"])]);
    let several = "error: `head` is not one revision, there are several: b, c";
    assert_eq!(up(&folder, &History::default(), "head"), several);
    assert_eq!(up(&folder, &History::default(), "+1"), several);
    assert_eq!(up(&folder, &History::default(), "c"), "a c");
}

#[test]
fn what_was_begun_is_gone_on_with_first() {
    let folder = chain();
    let rising = unfinished(&folder, &["a", "b"], Direction::Up);
    assert_eq!(up(&folder, &rising, "head"), "b+1 c d");
    assert_eq!(up(&folder, &rising, "a"), "error: b was left half done on the way up");
    assert_eq!(down(&folder, &rising, "base"), "error: b was left half done on the way up");
    let falling = unfinished(&folder, &["a", "b"], Direction::Down);
    assert_eq!(down(&folder, &falling, "base"), "b+1 a");
    assert_eq!(down(&folder, &falling, "-1"), "b+1");
    assert_eq!(down(&folder, &falling, "b"), "error: b was left half done on the way down");
    assert_eq!(up(&folder, &falling, "head"), "error: b was left half done on the way down");
}

#[test]
fn an_irreversible_migration_stops_a_downgrade_before_it_starts() {
    let text = text("b", &["a"], "SELECT 1;", "").replace("down", "down irreversible: rows gone");
    let b = File::parse("b.sql", text).unwrap();
    let folder = folder(&[("a", &["none"])]).with(b).unwrap();
    let both = history(&folder, &["a", "b"]);
    assert_eq!(down(&folder, &both, "base"), "error: b cannot be undone: rows gone");
    assert_eq!(down(&folder, &both, "b"), "");
}

#[test]
fn contradictions_are_all_told() {
    let now = chain();
    let before =
        folder(&[("a", &["none"]), ("b", &["a"]), ("x", &["b"]), ("c", &["x"]), ("z", &["c"])]);
    let mut past = history(&before, &["a", "b", "x", "c", "z"]);
    past.records[1].checksum = past.records[0].checksum;
    insta::assert_snapshot!(
        Status::of(&now, &past).findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"),
        @"
        there is no file of x, which the database has
        the database is ahead of the files by z
        b.sql was edited after it was applied
        c.sql followed x when it was applied and now follows b
        "
    );
    assert!(up(&now, &past, "head").starts_with("error: there is no file of x"));
}

#[test]
fn an_applied_migration_above_one_that_is_not_is_a_gap() {
    let folder = chain();
    assert_eq!(
        up(&folder, &history(&folder, &["a", "c"]), "head"),
        "error: c is applied, but b before it is not"
    );
}

fn names(revisions: &[Revision]) -> String {
    revisions.iter().map(Revision::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn stamping_keeps_the_lineage_and_forgets_the_rest() {
    let folder = diamond();
    let all = history(&folder, &["a", "b", "c", "m"]);
    let stamp = plan::stamp(&folder, &all, &"c".parse().unwrap()).unwrap();
    assert_eq!((names(&stamp.kept), names(&stamp.forgotten)), ("a c".into(), "b m".into()));
    assert!(stamp.applied.is_empty());
    assert!(plan::stamp(&folder, &all, &"+1".parse().unwrap()).is_err());
}

#[test]
fn stamping_writes_only_what_is_not_recorded_as_it_is() {
    let folder = chain();
    let mut some = history(&folder, &["a", "b"]);
    some.records[1].checksum = some.records[0].checksum;
    let stamp = plan::stamp(&folder, &some, &"c".parse().unwrap()).unwrap();
    assert_eq!((names(&stamp.kept), names(&stamp.applied)), ("a".into(), "b c".into()));
    assert!(stamp.forgotten.is_empty());
}
