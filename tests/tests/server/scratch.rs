//! Scratch databases: where they come from, what they leave, and the cache.

use aludel::connect::{Environment, Target};
use aludel::schema::{Object, Schema};
use aludel::scratch::{Cache, Scratch, ScratchError};
use aludel::version::ServerVersion;
use aludel_tests::{TestDatabase, database, server};

fn target(database: &TestDatabase) -> Target {
    Target::parse(&database.url(), &Environment::default()).unwrap()
}

fn beside(database: &TestDatabase) -> Scratch {
    Scratch::beside(target(database), server().version())
}

fn statements(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn tables(schema: &Schema) -> usize {
    schema.objects.values().filter(|object| matches!(object, Object::Table(_))).count()
}

fn exists(database: &TestDatabase, name: &str) -> bool {
    let sql = "SELECT FROM pg_database WHERE datname = $1";
    database.connect().query_opt(sql, &[&name]).unwrap().is_some()
}

#[test]
fn scratch_database_stands_beside_the_target_and_goes() {
    let origin = database();
    let scratch = beside(&origin).database().unwrap();
    let name = scratch.name().to_owned();
    assert!(exists(&origin, &name));
    drop(scratch);
    assert!(!exists(&origin, &name));
}

#[test]
fn several_at_once_are_apart() {
    let origin = database();
    let mut scratch = beside(&origin);
    let (mut one, mut two) = (scratch.database().unwrap(), scratch.database().unwrap());
    one.execute(&statements(&["CREATE TABLE t ()"])).unwrap();
    two.execute(&statements(&["CREATE TABLE t ()"])).unwrap();
    assert_ne!(one.name(), two.name());
}

/// Creates a database in a way of its own and returns what its scratch databases are like.
fn likeness(way: &str, likeness: &str) -> (String, String) {
    let origin = database();
    let name = format!("{}_other", origin.name());
    origin.execute(&format!("CREATE DATABASE {name} TEMPLATE template0 {way}"));
    let target = target(&origin).with_database(&name);
    let mut scratch = Scratch::beside(target.clone(), server().version()).database().unwrap();
    let sql =
        format!("SELECT ({likeness})::text FROM pg_database WHERE datname = current_database()");
    let copy = scratch.client().unwrap().query_one(&sql, &[]).unwrap().get(0);
    let original = target.connect().unwrap().query_one(&sql, &[]).unwrap().get(0);
    drop(scratch);
    origin.execute(&format!("DROP DATABASE {name}"));
    (original, copy)
}

#[test]
fn scratch_database_has_the_encoding_of_the_target() {
    let (original, copy) = likeness("ENCODING 'LATIN1'", "pg_encoding_to_char(encoding)");
    assert_eq!((original.as_str(), copy.as_str()), ("LATIN1", "LATIN1"));
}

#[test]
fn scratch_database_sorts_as_the_target_does() {
    let likeness_of =
        |way, columns| likeness(way, &format!("ROW(datcollate, datctype, {columns})"));
    let (original, copy) = match server().version().major() {
        14 => likeness_of("LOCALE 'C.UTF-8'", "1"),
        15 | 16 => likeness_of(
            "LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk'",
            "datlocprovider, daticulocale",
        ),
        _ => likeness_of(
            "LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk' ICU_RULES '&b < a'",
            "datlocprovider, datlocale, daticurules",
        ),
    };
    assert_eq!(original, copy);
    assert!(original.contains("phonebk") || original.contains("UTF-8"), "{original}");
}

#[test]
fn role_that_may_not_create_databases_gets_a_private_server() {
    let origin = database();
    let role = format!("{}_humble", origin.name());
    origin.execute(&format!("CREATE ROLE {role} LOGIN"));
    let url = origin.url().replace("user=postgres", &format!("user={role}"));
    let humble = Target::parse(&url, &Environment::default()).unwrap();
    let mut scratch = Scratch::beside(humble.clone(), server().version());
    let mut database = scratch.database().unwrap();
    assert!(!exists(&origin, database.name()));
    let row = database.client().unwrap().query_one("SHOW server_version_num", &[]).unwrap();
    let number: u32 = row.get::<_, &str>(0).parse().unwrap();
    assert_eq!(ServerVersion::from_number(number).major(), server().version().major());

    let unknown = ServerVersion::from_number(990_000);
    let error = Scratch::beside(humble, unknown).database().unwrap_err();
    let ScratchError::NoPlace { declined: Some(declined), .. } = &error else {
        panic!("{error:?}")
    };
    assert!(declined.contains("permission denied to create database"), "{declined}");
    assert!(error.help().contains("CREATEDB"), "{}", error.help());
    origin.execute(&format!("DROP ROLE {role}"));
}

#[test]
fn private_server_needs_no_target() {
    let mut scratch = Scratch::private(Some(server().version().major()));
    let schema = scratch.schema_of(&statements(&["CREATE TABLE t (id int)"]), None).unwrap();
    assert_eq!(tables(&schema), 1);
}

#[test]
fn leftovers_of_killed_runs_go_and_those_in_use_stay() {
    let origin = database();
    let used = beside(&origin).database().unwrap();
    // Process 1 is no session of any server.
    let left = format!("aludel_scratch_1_abc_{}", origin.name().trim_start_matches("test_"));
    let other = format!("aludel_scratch_of_{}", origin.name());
    origin.execute(&format!("CREATE DATABASE {left}"));
    origin.execute(&format!("CREATE DATABASE {other}"));
    beside(&origin).database().unwrap();
    assert!(!exists(&origin, &left));
    assert!(exists(&origin, &other));
    assert!(exists(&origin, used.name()));
    origin.execute(&format!("DROP DATABASE {other}"));
}

#[test]
fn statement_that_does_not_run_is_named() {
    let origin = database();
    let list = statements(&["CREATE TABLE a (id int)", "CREATE INDEX i ON a (ide)"]);
    let error = beside(&origin).schema_of(&list, None).unwrap_err();
    let ScratchError::Statement { number, sql, code, position, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!((*number, sql.as_str()), (2, "CREATE INDEX i ON a (ide)"));
    assert_eq!((code.as_deref(), *position), (Some("42703"), None));
    insta::assert_snapshot!(error, @r#"statement 2: column "ide" does not exist"#);
    let error = beside(&origin).schema_of(&statements(&["CREATE TABEL a ()"]), None).unwrap_err();
    let ScratchError::Statement { position, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*position, Some(8));
}

#[test]
fn cached_schema_needs_no_server() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path()).unwrap();
    let origin = database();
    let list = statements(&["CREATE TABLE a (id int)"]);
    let made = beside(&origin).schema_of(&list, Some(&cache)).unwrap();
    let nowhere = "postgres://u@/d?host=/nowhere";
    let nowhere = Target::parse(nowhere, &Environment::default()).unwrap();
    let mut unreachable = Scratch::beside(nowhere, server().version());
    assert_eq!(unreachable.schema_of(&list, Some(&cache)).unwrap(), made);
    assert_eq!(tables(&made), 1);
}

#[test]
fn named_server_that_is_not_there_is_an_error() {
    let nowhere = "postgres://u@/d?host=/nowhere";
    let nowhere = Target::parse(nowhere, &Environment::default()).unwrap();
    let error = Scratch::on(nowhere).database().unwrap_err();
    assert!(matches!(error, ScratchError::Connect { .. }), "{error:?}");
}
