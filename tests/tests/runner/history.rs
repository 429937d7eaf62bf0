//! What the history says, to whom, and what contradicts it.

use std::time::Duration;

use aludel::migration::{Direction, Reference};
use aludel::run::history::{self, State};
use aludel::run::{self, Failure, HistoryError, HistoryTable, Left};
use postgres::NoTls;

use crate::project::{Project, chain, done};

fn two() -> Project {
    Project::new(&[
        ("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;"),
        ("2_b", "CREATE TABLE b (id int);", "DROP TABLE b;"),
    ])
}

#[test]
fn a_history_that_does_not_exist_is_empty_and_stays_so() {
    let project = two();
    let mut client = project.connect();
    let history = history::read(&mut client, &HistoryTable::default()).unwrap();
    assert!(!history.exists && history.records.is_empty());
    assert_eq!(project.ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'aludel'"), "0");
}

#[test]
fn records_say_what_was_applied_and_by_whom() {
    let project = two();
    project.upgrade("head").unwrap();
    let history = history::read(&mut project.connect(), &HistoryTable::default()).unwrap();
    let folder = project.load();
    for (record, file) in history.records.iter().zip(folder.files()) {
        assert_eq!(record.revision, file.migration().revision);
        assert_eq!(record.parents, file.migration().parents);
        assert_eq!(record.checksum, file.checksum());
        assert_eq!(Some(record.chain), folder.chain(&record.revision));
        assert_eq!(record.state, State::Applied);
        assert_eq!(record.applied_by, "postgres");
        assert!(record.applied_at.elapsed().unwrap().as_secs() < 600);
    }
    assert_eq!(history.records.len(), 2);
}

#[test]
fn a_role_that_may_only_read_sees_the_status() {
    let project = two();
    project.upgrade("head").unwrap();
    project.database.execute("CREATE ROLE aludel_reader LOGIN");
    let mut config = project.config();
    config.user("aludel_reader");
    let table = HistoryTable::default();
    let denied = history::read(&mut config.connect(NoTls).unwrap(), &table).unwrap_err();
    assert!(matches!(denied, HistoryError::Denied { .. }));
    assert_eq!(
        denied.help().unwrap(),
        "GRANT USAGE ON SCHEMA aludel and GRANT SELECT ON aludel.history to this role"
    );
    project.database.execute(
        "GRANT USAGE ON SCHEMA aludel TO aludel_reader; GRANT SELECT ON aludel.history TO aludel_reader",
    );
    assert_eq!(
        history::read(&mut config.connect(NoTls).unwrap(), &table).unwrap().records.len(),
        2
    );
    let nothing =
        run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ());
    assert_eq!(done(&nothing.unwrap()), "");
    project.write("3_c", &["2_b"], "CREATE TABLE c (id int);", "");
    let error = run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ())
        .unwrap_err();
    assert_eq!(project.tables(), "a b", "{error:?}");
    project.database.execute("DROP OWNED BY aludel_reader; DROP ROLE aludel_reader");
}

#[test]
fn another_table_of_the_same_name_is_not_taken_for_the_history() {
    let project = two();
    project.database.execute("CREATE SCHEMA aludel; CREATE TABLE aludel.history (id int)");
    let error = project.upgrade("head").unwrap_err();
    assert!(matches!(*error.failure, Failure::History(HistoryError::Foreign { .. })), "{error:?}");
    assert_eq!(project.tables(), "");
}

#[test]
fn the_history_stands_where_it_is_told_to() {
    let mut project = two();
    project.options.history = HistoryTable::new("Ops; --", "what \"ran\" 🧪");
    assert_eq!(done(&project.upgrade("head").unwrap()), "1_a 2_b");
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
    assert_eq!(project.ask("SELECT count(*) FROM \"Ops; --\".\"what \"\"ran\"\" 🧪\""), "2");
}

#[test]
fn an_edited_file_stops_the_run_and_a_reformatted_one_does_not() {
    let project = two();
    project.upgrade("head").unwrap();
    project.write("1_a", &["none"], "-- why\r\nCREATE   TABLE a\n(id int)", "DROP TABLE a;");
    std::fs::write(project.path().join("HEAD"), "2_b").unwrap();
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
    project.write("1_a", &["none"], "CREATE TABLE a (id bigint);", "DROP TABLE a;");
    std::fs::write(project.path().join("HEAD"), "2_b").unwrap();
    let error = project.upgrade("head").unwrap_err();
    assert_eq!(error.to_string(), "1_a.sql was edited after it was applied");
    assert!(error.help().unwrap().starts_with("restore 1_a.sql from version control"));
    // By word of the user, the database is what the files say.
    project.stamp("head").unwrap();
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
}

#[test]
fn a_database_that_is_ahead_is_left_alone() {
    let project = two();
    project.write("3_c", &["2_b"], "CREATE TABLE c (id int);", "DROP TABLE c;");
    project.upgrade("head").unwrap();
    std::fs::remove_file(project.path().join("3_c.sql")).unwrap();
    std::fs::write(project.path().join("HEAD"), "2_b").unwrap();
    for error in [project.upgrade("head").unwrap_err(), project.downgrade("base").unwrap_err()] {
        assert_eq!(error.to_string(), "the database is ahead of the files by 3_c");
    }
    assert_eq!(project.tables(), "a b c");
}

#[test]
fn a_missing_file_is_not_a_database_that_is_ahead() {
    let project = two();
    project.upgrade("head").unwrap();
    std::fs::remove_file(project.path().join("1_a.sql")).unwrap();
    project.write("2_b", &["none"], "CREATE TABLE b (id int);", "DROP TABLE b;");
    let error = project.upgrade("head").unwrap_err();
    assert_eq!(
        chain(&error),
        "there is no file of 1_a, which the database has; 2_b.sql followed 1_a when it was \
         applied and now follows nothing"
    );
}

#[test]
fn stamping_moves_the_history_and_nothing_else() {
    let project = two();
    let stamp = project.stamp("2_b").unwrap();
    assert_eq!(stamp.applied.len(), 2);
    assert_eq!(project.tables(), "");
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
    let stamp = project.stamp("base").unwrap();
    assert_eq!(stamp.forgotten.len(), 2);
    assert_eq!(done(&project.upgrade("head").unwrap()), "1_a 2_b");
}

#[test]
fn unfinished_migrations_are_seen_and_can_be_mended() {
    let up = "CREATE TABLE c (id int);\n-- aludel:step\nINSERT INTO c VALUES ('x');";
    let project = two();
    project.write("3_c", &["2_b"], up, "DROP TABLE c;");
    let error = project.upgrade("head").unwrap_err();
    assert_eq!(error.left(), Left::Partly { steps_done: 1, steps: 2 });
    let history = history::read(&mut project.connect(), &HistoryTable::default()).unwrap();
    let State::Unfinished(progress) = &history.records[2].state else { panic!("{history:?}") };
    assert_eq!((progress.direction, progress.steps_done), (Direction::Up, 1));
    assert_eq!(
        project.downgrade("base").unwrap_err().to_string(),
        "3_c was left half done on the way up"
    );
    // What is done may not be edited, what is still to run may.
    project.write("3_c", &["2_b"], &up.replace("id int", "id text"), "DROP TABLE c;");
    assert_eq!(
        project.upgrade("head").unwrap_err().to_string(),
        "3_c.sql was edited after it was applied"
    );
    project.write("3_c", &["2_b"], &up.replace("'x'", "1"), "DROP TABLE c;");
    assert_eq!(done(&project.upgrade("head").unwrap()), "3_c");
    assert_eq!(project.ask("SELECT id FROM c"), "1");
    assert_eq!(done(&project.upgrade("head").unwrap()), "");
}

#[test]
fn a_history_that_may_not_be_written_is_not_put_down_to_a_statement() {
    let project = Project::new(&[
        ("1_a", "CREATE TABLE a (id int);", ""),
        ("2_b", "CREATE TABLE b (id int);", ""),
    ]);
    project.upgrade("1_a").unwrap();
    project.database.execute(
        "CREATE ROLE aludel_looker LOGIN; GRANT CREATE ON SCHEMA public TO aludel_looker; \
         GRANT USAGE ON SCHEMA aludel TO aludel_looker; \
         GRANT SELECT ON aludel.history TO aludel_looker",
    );
    let mut config = project.config();
    config.user("aludel_looker");
    let error = run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ())
        .unwrap_err();
    project.database.execute("DROP OWNED BY aludel_looker; DROP ROLE aludel_looker");
    assert!(matches!(*error.failure, Failure::Write { .. }), "{error:?}");
    assert_eq!(error.left(), Left::Nothing);
    assert!(error.help().unwrap().starts_with("the role needs INSERT, UPDATE and DELETE"));
    assert_eq!(project.tables(), "a");
}

#[test]
fn a_limit_beyond_what_the_server_can_hold_is_the_longest_it_can() {
    let mut project = Project::new(&[(
        "1_a",
        "CREATE TABLE a AS SELECT current_setting('lock_timeout') AS seen;",
        "",
    )]);
    project.options.lock_timeout = Duration::from_secs(60 * 24 * 60 * 60);
    project.upgrade("head").unwrap();
    assert_eq!(project.ask("SELECT seen FROM a"), "2147483647ms");
    project.write("2_b", &["1_a"], "INSERT INTO a VALUES (current_setting('lock_timeout'));", "");
    project.options.lock_timeout = Duration::from_nanos(1);
    project.upgrade("head").unwrap();
    assert_eq!(project.ask("SELECT seen FROM a OFFSET 1"), "1ms");
}
