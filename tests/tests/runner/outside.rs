//! Statements outside of a transaction: what is left of them, and how a run goes on.

use std::time::Duration;

use aludel::run::{Event, Failure, InDoubt, Left};

use crate::project::{Project, chain, done};

const INDEX: &str = "-- aludel:step no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY uq ON a (id);";

fn with(up: &str) -> Project {
    Project::new(&[("1_a", "CREATE TABLE a (id int);", ""), ("2_b", up, "")])
}

fn indexes(project: &Project) -> String {
    project.ask("SELECT indexrelid::regclass || ':' || indisvalid FROM pg_index WHERE indrelid = 'a'::regclass")
}

/// As a runner leaves the history that was killed after it had recorded its intent.
fn intend(project: &Project, step: usize, sql: &str) {
    let folder = project.load();
    let file = folder.files().last().unwrap();
    let steps = aludel::migration::Checksum::of_steps(&file.migration().up[..step]);
    project.connect().execute(
        "INSERT INTO aludel.history SELECT $1, '{1_a}', '', checksum, chain, 'upgrading', $2, $3, $4, \
         now(), 0, 'me', '0' FROM aludel.history WHERE revision = '1_a'",
        &[&"2_b", &i32::try_from(step).unwrap(), &steps.to_string(), &sql],
    )
    .unwrap();
}

#[test]
fn an_index_that_cannot_be_built_leaves_nothing() {
    let project = with(INDEX);
    project.upgrade("1_a").unwrap();
    project.database.execute("INSERT INTO a VALUES (1), (1)");
    let error = project.upgrade("head").unwrap_err();
    assert!(chain(&error).contains("could not create unique index"), "{}", chain(&error));
    assert_eq!(error.left(), Left::Nothing);
    assert_eq!(indexes(&project), "");
    assert_eq!(project.history(), "1_a:applied");
    project.database.execute("DELETE FROM a");
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
    assert_eq!(indexes(&project), "uq:true");
}

#[test]
fn what_an_interrupted_index_left_is_cleared_and_built_again() {
    let project = with(INDEX);
    project.upgrade("1_a").unwrap();
    project.database.execute("INSERT INTO a VALUES (1), (1)");
    let build = "CREATE UNIQUE INDEX CONCURRENTLY uq ON a (id)";
    project.connect().batch_execute(build).unwrap_err();
    assert_eq!(indexes(&project), "uq:false");
    intend(&project, 0, build);
    project.database.execute("DELETE FROM a");
    let mut cleared = Vec::new();
    let mut observer = |event: &Event<'_>| {
        if let Event::Clearing { sql, .. } = event {
            cleared.push((*sql).to_owned());
        }
    };
    project.upgrade_observed(&mut observer).unwrap();
    assert_eq!(cleared, ["DROP INDEX CONCURRENTLY public.uq"]);
    assert_eq!(indexes(&project), "uq:true");
    assert_eq!(project.history(), "1_a:applied 2_b:applied");
}

#[test]
fn an_index_that_was_built_is_not_built_again() {
    let project = with(INDEX);
    project.upgrade("1_a").unwrap();
    project.database.execute("CREATE UNIQUE INDEX uq ON a (id)");
    intend(&project, 0, "create unique index concurrently uq on a (id)");
    // The recorded words differ from the file's, so they are another statement.
    assert!(matches!(*project.upgrade("head").unwrap_err().failure, Failure::InDoubt(_)));
    project.database.execute("DELETE FROM aludel.history WHERE revision = '2_b'");
    intend(&project, 0, "CREATE UNIQUE INDEX CONCURRENTLY uq /* same */ ON a (id)");
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
}

#[test]
fn an_older_index_of_the_same_name_is_not_touched() {
    let project = with(INDEX);
    project.upgrade("1_a").unwrap();
    project.database.execute("CREATE INDEX uq ON a (id)");
    let error = project.upgrade("head").unwrap_err();
    assert!(chain(&error).contains("already exists"), "{}", chain(&error));
    assert_eq!(indexes(&project), "uq:true");
    assert_eq!(project.history(), "1_a:applied");
}

#[test]
fn an_invalid_index_does_not_pass_for_one_that_exists() {
    let project = with(&INDEX.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS"));
    project.upgrade("1_a").unwrap();
    project.database.execute("INSERT INTO a VALUES (1), (1)");
    project.connect().batch_execute("CREATE UNIQUE INDEX CONCURRENTLY uq ON a (id)").unwrap_err();
    let error = project.upgrade("head").unwrap_err();
    assert!(chain(&error).contains("exists, but is not valid"), "{}", chain(&error));
    assert!(chain(&error).contains("hint: DROP INDEX CONCURRENTLY public.uq"));
    assert_eq!(project.history(), "1_a:applied");
}

#[test]
fn what_cannot_be_known_is_left_to_the_user() {
    let call = "CALL fill()";
    let mut project = with(&format!("-- aludel:step no-transaction\n{call};"));
    project.upgrade("1_a").unwrap();
    project.database.execute(
        "CREATE PROCEDURE fill() LANGUAGE plpgsql AS \
         $$ BEGIN INSERT INTO a VALUES (1); COMMIT; INSERT INTO a VALUES (2); END $$",
    );
    intend(&project, 0, call);
    let error = project.upgrade("head").unwrap_err();
    let Failure::InDoubt(statement) = &*error.failure else { panic!("{error:?}") };
    assert_eq!(statement.sql, call);
    assert_eq!(error.left(), Left::Unknown);
    project.options.in_doubt = InDoubt::Done;
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
    assert_eq!(project.ask("SELECT count(*) FROM a"), "0");
    project.database.execute("DELETE FROM aludel.history WHERE revision = '2_b'");
    intend(&project, 0, call);
    project.options.in_doubt = InDoubt::Again;
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
    assert_eq!(project.ask("SELECT count(*) FROM a"), "2");
}

#[test]
fn a_procedure_that_fails_after_it_committed_is_not_called_again() {
    let mut project = with("-- aludel:step no-transaction\nCALL fill();");
    project.upgrade("1_a").unwrap();
    project.database.execute(
        "CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (1); COMMIT; \
         RAISE 'in the way' USING ERRCODE = '40001'; END $$",
    );
    let error = project.upgrade("head").unwrap_err();
    assert!(chain(&error).contains("in the way (SQLSTATE 40001)"), "{}", chain(&error));
    assert_eq!(error.left(), Left::Unknown);
    assert!(error.help().unwrap().starts_with("look whether the statement took effect"));
    assert_eq!(project.ask("SELECT count(*) FROM a"), "1");
    let error = project.upgrade("head").unwrap_err();
    assert!(matches!(*error.failure, Failure::InDoubt(_)), "{error:?}");
    assert_eq!(project.ask("SELECT count(*) FROM a"), "1");
    project.options.in_doubt = InDoubt::Done;
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
}

#[test]
fn what_the_server_refuses_before_it_begins_leaves_nothing_in_doubt() {
    for statement in
        ["CALL nowhere()", "ALTER TABLE a ADD CHECK (id > 0)", "UPDATE a SET id = 1 / id"]
    {
        let project = with(&format!("-- aludel:step no-transaction\n{statement};"));
        project.upgrade("1_a").unwrap();
        project.database.execute("INSERT INTO a VALUES (0)");
        assert_eq!(project.upgrade("head").unwrap_err().left(), Left::Nothing, "{statement}");
        assert_eq!(project.history(), "1_a:applied", "{statement}");
    }
}

#[test]
fn an_enum_value_that_is_there_is_not_added_again() {
    let add = "ALTER TYPE mood ADD VALUE 'it''s fine' AFTER 'sad'";
    let project =
        with(&format!("CREATE TYPE mood AS ENUM ('sad');\n-- aludel:step no-transaction\n{add};"));
    project.upgrade("1_a").unwrap();
    project.database.execute("CREATE TYPE mood AS ENUM ('sad', 'it''s fine')");
    intend(&project, 1, add);
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
}

#[test]
fn a_partition_is_detached_to_the_end() {
    let project = with(
        "CREATE TABLE m (id int) PARTITION BY LIST (id); CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
         -- aludel:step no-transaction
         ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;",
    );
    project.upgrade("1_a").unwrap();
    project.database.execute(
        "CREATE TABLE m (id int) PARTITION BY LIST (id); CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1)",
    );
    // The detaching waits for this reader; cancelled there, it is pending.
    let mut reader = project.connect();
    reader.batch_execute("BEGIN; SELECT * FROM m").unwrap();
    let detach = "ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY";
    let mut other = project.connect();
    other.batch_execute("SET lock_timeout = '50ms'").unwrap();
    other.batch_execute(detach).unwrap_err();
    assert_eq!(project.ask("SELECT inhdetachpending FROM pg_inherits"), "t");
    reader.batch_execute("COMMIT").unwrap();
    intend(&project, 1, detach);
    assert_eq!(done(&project.upgrade("head").unwrap()), "2_b");
    assert_eq!(project.ask("SELECT count(*) FROM pg_inherits"), "0");
}

#[test]
fn others_do_not_wait_for_ever_behind_a_statement_that_waits() {
    for statement in ["VACUUM FULL a", "REINDEX TABLE a", "ALTER TABLE a ADD b int"] {
        let mut project = with(&format!("-- aludel:step no-transaction\n{statement};"));
        project.upgrade("1_a").unwrap();
        project.options.lock_timeout = Duration::from_millis(20);
        let mut blocker = Some(project.connect());
        blocker.as_mut().unwrap().batch_execute("BEGIN; LOCK TABLE a").unwrap();
        let mut tried = 0;
        let mut observer = |event: &Event<'_>| {
            if let Event::Retrying { message, .. } = event {
                assert_eq!(*message, "canceling statement due to lock timeout");
                tried += 1;
                drop(blocker.take());
            }
        };
        project.upgrade_observed(&mut observer).unwrap();
        assert_eq!(tried, 1, "{statement}");
    }
}

#[test]
fn a_time_limit_of_the_role_does_not_reach_an_index() {
    let project = with(INDEX);
    project.upgrade("1_a").unwrap();
    let name = project.database.name();
    let seen = "-- aludel:step no-transaction\nINSERT INTO a SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout';";
    project.write("3_c", &["2_b"], seen, "");
    project.database.execute(&format!("ALTER DATABASE {name} SET statement_timeout = '10s'"));
    project.upgrade("head").unwrap();
    assert_eq!(project.ask("SELECT id FROM a"), "0");
}
