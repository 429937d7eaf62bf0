//! What one step sets, no other step sees.

use aludel::migration::Reference;
use aludel::run;

use crate::project::{Project, chain};

#[test]
fn settings_of_a_step_end_with_it() {
    let settings = "CREATE TABLE seen (who text, path text, timeout text, level text);
        CREATE SCHEMA elsewhere; CREATE ROLE aludel_session_role; GRANT ALL ON SCHEMA public TO \
        aludel_session_role;
        SET search_path = elsewhere; SET statement_timeout = '1h'; SET ROLE aludel_session_role;
        SET lock_timeout = '7s'; SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL \
        SERIALIZABLE;";
    let look = "INSERT INTO seen SELECT current_user, current_setting('search_path'), \
                current_setting('statement_timeout'), current_setting('transaction_isolation');";
    let project = Project::new(&[
        ("1_set", settings, ""),
        ("2_look", look, ""),
        ("3_alone", &format!("-- aludel:step no-transaction\n{look}\n-- aludel:step\n{look}"), ""),
    ]);
    project.upgrade("head").unwrap();
    project.database.execute("DROP OWNED BY aludel_session_role; DROP ROLE aludel_session_role");
    let seen = project
        .ask("SELECT DISTINCT who || ' ' || path || ' ' || timeout || ' ' || level FROM seen");
    assert_eq!(seen, "postgres public 0 read committed");
    assert_eq!(project.ask("SELECT count(*) FROM seen"), "3");
}

#[test]
fn the_history_is_written_by_the_role_that_connected() {
    let project = Project::new(&[(
        "1_a",
        "CREATE ROLE aludel_owner_role; GRANT CREATE ON SCHEMA public TO aludel_owner_role;
         SET ROLE aludel_owner_role; CREATE TABLE a (id int); SET search_path = '';",
        "",
    )]);
    project.upgrade("head").unwrap();
    assert_eq!(
        project.ask("SELECT tableowner FROM pg_tables WHERE tablename = 'a'"),
        "aludel_owner_role"
    );
    assert_eq!(project.ask("SELECT applied_by FROM aludel.history"), "postgres");
    project.database.execute("DROP OWNED BY aludel_owner_role; DROP ROLE aludel_owner_role");
}

#[test]
fn a_constraint_that_fails_at_the_end_rolls_the_step_back() {
    let table =
        "CREATE TABLE a (id int PRIMARY KEY, up int REFERENCES a DEFERRABLE INITIALLY DEFERRED);";
    let project =
        Project::new(&[("1_a", &format!("{table} INSERT INTO a VALUES (1, 2); SELECT 1;"), "")]);
    let error = project.upgrade("head").unwrap_err();
    assert!(chain(&error).contains("violates foreign key constraint"), "{}", chain(&error));
    assert_eq!(project.tables(), "");
    assert_eq!(project.history(), "");
}

#[test]
fn a_statement_that_cannot_run_in_a_transaction_says_where_it_belongs() {
    let project = Project::new(&[(
        "1_a",
        "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY ix ON a (id);",
        "",
    )]);
    let error = project.upgrade("head").unwrap_err();
    assert!(error.to_string().contains("1_a.sql:9:1: "), "{error}");
    assert_eq!(
        error.help().unwrap(),
        "put the statement into a step of its own: `-- aludel:step no-transaction`"
    );
}

#[test]
fn any_statement_that_the_server_takes_is_taken() {
    let project = Project::new(&[(
        "1_a",
        r#"CREATE TABLE "t;1" (a text DEFAULT ';', b text DEFAULT E'\';', c text DEFAULT U&'\0061;');
        CREATE RULE r AS ON DELETE TO "t;1" DO ALSO (SELECT 1; SELECT 2);
        CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC
            SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END; SELECT x; END;
        CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $body$
        BEGIN /* ; */ RETURN 1; -- $$ ; $$
        END $body$;
        DO $$ BEGIN PERFORM g(); END $$;
        /* a; /* nested; */ b; */
        INSERT INTO "t;1" SELECT a.x::text || $$;$$ FROM (VALUES (1), (-1)) AS a(x) WHERE a.x=-1;
        SELECT 'no semicolon at the end'"#,
        "DROP TABLE \"t;1\"; DROP FUNCTION f, g;",
    )]);
    project.upgrade("head").unwrap();
    assert_eq!(project.ask("SELECT a || b || c FROM \"t;1\""), "-1;';a;");
    project.downgrade("base").unwrap();
    assert_eq!(project.tables(), "");
}

#[test]
fn no_step_brings_the_limit_for_idle_sessions_back() {
    let look = "INSERT INTO seen SELECT current_setting('idle_session_timeout');";
    let alone = format!("-- aludel:step no-transaction\n{look}");
    let project = Project::new(&[
        ("1_seen", "CREATE TABLE seen (timeout text);", ""),
        ("2_look", look, ""),
        ("3_alone", &alone, ""),
        ("4_look", look, ""),
    ]);
    let name = project.database.name();
    project.database.execute(&format!("ALTER DATABASE {name} SET idle_session_timeout = '1h'"));
    project.upgrade("head").unwrap();
    assert_eq!(project.ask("SELECT timeout FROM seen"), "0 0 0");
}

#[test]
fn a_role_from_the_startup_options_owns_what_every_step_makes() {
    let step = "CREATE TABLE b (id int);";
    let project = Project::new(&[
        ("1_a", "CREATE TABLE a (id int); SET ROLE postgres;", ""),
        ("2_b", &format!("{step}\n-- aludel:step no-transaction\nCREATE TABLE c (id int);"), ""),
    ]);
    project.database.execute(
        "CREATE ROLE aludel_startup_role; CREATE SCHEMA aludel; \
         GRANT CREATE ON SCHEMA public, aludel TO aludel_startup_role; \
         GRANT USAGE ON SCHEMA aludel TO aludel_startup_role",
    );
    let mut config = project.config();
    config.options("-c role=aludel_startup_role");
    run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ()).unwrap();
    let owners =
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'aludel')";
    assert_eq!(project.ask(owners), "aludel_startup_role");
    project.database.execute("DROP OWNED BY aludel_startup_role; DROP ROLE aludel_startup_role");
}
