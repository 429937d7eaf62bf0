//! Targets: where they are named, and what is said when they cannot be reached.

use std::error::Error as _;
use std::net::TcpListener;
use std::sync::OnceLock;

use aludel::connect::{ConnectError, Environment, Target, TargetError};
use aludel_tests::{database, guarded::Guarded, server};

fn guarded() -> &'static Guarded {
    static SERVER: OnceLock<Guarded> = OnceLock::new();
    SERVER.get_or_init(|| Guarded::start(None))
}

fn environment(variables: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    Environment::new(variables, None)
}

fn refused(rest: &str) -> ConnectError {
    guarded().connect(rest).err().unwrap()
}

/// What a user would read, with the port of this run made constant.
fn told(error: &ConnectError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    let port = format!(":{}", guarded().port());
    format!("{}\nhelp: {}", text.replace(&port, ":PORT"), error.help())
}

#[test]
fn right_password_opens() {
    let mut client =
        guarded().connect("user=alice password='open sesame' dbname=postgres").unwrap();
    let name: String = client.query_one("SELECT current_user::text", &[]).unwrap().get(0);
    assert_eq!(name, "alice");
}

#[test]
fn wrong_password_is_named() {
    insta::assert_snapshot!(told(&refused("user=alice password=x dbname=postgres")), @r#"
    wrong password for postgres://alice@localhost:PORT/postgres: FATAL: password authentication failed for user "alice"
    help: correct the user or the password
    "#);
}

#[test]
fn missing_password_is_named() {
    insta::assert_snapshot!(told(&refused("user=alice dbname=postgres")), @"
    postgres://alice@localhost:PORT/postgres asks for a password
    help: put it into PGPASSWORD, into ~/.pgpass or into the URL
    ");
}

#[test]
fn unknown_role_is_named() {
    insta::assert_snapshot!(told(&refused("user=absent dbname=postgres")), @r#"
    no such role on the server: postgres://absent@localhost:PORT/postgres: FATAL: role "absent" does not exist
    help: correct the user, or create it: CREATE ROLE ... LOGIN
    "#);
}

#[test]
fn role_without_a_rule_is_refused() {
    insta::assert_snapshot!(told(&refused("user=outside password=x dbname=postgres")), @r#"
    the server refuses postgres://outside@localhost:PORT/postgres: FATAL: no pg_hba.conf entry for host "127.0.0.1", user "outside", database "postgres", no encryption
    help: let this user, database and address in: pg_hba.conf, GRANT CONNECT, sslmode
    "#);
}

#[test]
fn unknown_database_is_named() {
    insta::assert_snapshot!(told(&refused("user=alice password='open sesame' dbname=no")), @r#"
    no such database on the server: postgres://alice@localhost:PORT/no: FATAL: database "no" does not exist
    help: correct the name, or create the database: CREATE DATABASE ...
    "#);
}

#[test]
fn closed_database_is_refused() {
    let error = refused("user=alice password='open sesame' dbname=closed");
    insta::assert_snapshot!(told(&error), @r#"
    the server refuses postgres://alice@localhost:PORT/closed: FATAL: permission denied for database "closed"
    DETAIL: User does not have CONNECT privilege.
    help: let this user, database and address in: pg_hba.conf, GRANT CONNECT, sslmode
    "#);
}

#[test]
fn taken_connections_are_named() {
    let login = "user=one_session password='open sesame' dbname=postgres";
    let _first = guarded().connect(login).unwrap();
    insta::assert_snapshot!(told(&refused(login)), @r#"
    too many connections to postgres://one_session@localhost:PORT/postgres: FATAL: too many connections for role "one_session"
    help: close idle sessions, or raise max_connections or the role's limit
    "#);
}

#[test]
fn missing_server_is_named() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let text = format!("postgres://u:secret@{free}/d");
    let target = Target::parse(&text, &Environment::default()).unwrap();
    let error = target.connect().err().unwrap();
    let text = told(&error).replace(&free.port().to_string(), "PORT");
    insta::assert_snapshot!(text, @"
    no server answers at postgres://u@127.0.0.1:PORT/d: Connection refused (os error 111)
    help: start the server, or correct host and port
    ");
}

#[test]
fn missing_socket_is_named() {
    let text = "postgres:///d?host=/nowhere&user=u";
    let target = Target::parse(text, &Environment::default()).unwrap();
    let error = target.connect().err().unwrap();
    insta::assert_snapshot!(told(&error), @"
    no server answers at postgres://u@/d?host=/nowhere: No such file or directory (os error 2)
    help: start the server, or correct host and port
    ");
}

#[test]
fn missing_host_is_named() {
    let text = "postgres://u@no-such-host.invalid/d";
    let target = Target::parse(text, &Environment::default()).unwrap();
    let error = target.connect().err().unwrap();
    assert!(matches!(error, ConnectError::UnknownHost { .. }), "{error:?}");
}

#[test]
fn server_that_says_nothing_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let text = format!("postgres://u@{address}/d?connect_timeout=1");
    let target = Target::parse(&text, &Environment::default()).unwrap();
    let error = target.connect().err().unwrap();
    assert!(matches!(error, ConnectError::Timeout { .. }), "{error:?}");
}

#[test]
fn missing_tls_is_named() {
    let error = refused("user=alice password='open sesame' dbname=postgres sslmode=require");
    insta::assert_snapshot!(told(&error), @"
    no encrypted connection to postgres://alice@localhost:PORT/postgres: server does not support TLS
    help: check sslmode and sslrootcert, and that the certificate names the host
    ");
}

#[test]
fn database_url_comes_before_the_variables_of_libpq() {
    let environment = environment(&[
        ("DATABASE_URL", "postgres://u@one/d"),
        ("PGHOST", "other"),
        ("PGPASSWORD", "secret"),
    ]);
    let target = Target::resolve(None, &environment).unwrap().unwrap();
    assert_eq!(target.to_string(), "postgres://u@one:5432/d");
    assert_eq!(target.origin().to_string(), "from DATABASE_URL");
    let given = Target::resolve(Some("host=two user=u"), &environment).unwrap().unwrap();
    assert_eq!(given.to_string(), "postgres://u@two/u");
    assert_eq!(given.origin().to_string(), "as given");
    assert!(given.secret_url().starts_with("postgres://u:secret@two/u?"));
}

#[test]
fn variables_of_libpq_name_a_target() {
    let environment = environment(&[
        ("PGHOST", "one,two"),
        ("PGPORT", "1,2"),
        ("PGUSER", "u@x"),
        ("PGDATABASE", "a/b"),
        ("PGSSLMODE", "verify-full"),
    ]);
    let target = Target::resolve(None, &environment).unwrap().unwrap();
    assert_eq!(target.to_string(), "postgres://u%40x@one:1,two:2/a%2Fb");
    assert_eq!(target.origin().to_string(), "from PGHOST");
    assert_eq!((target.user(), target.database()), ("u@x", "a/b"));
}

#[test]
fn service_names_a_target() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(".pg_service.conf");
    std::fs::write(&path, "[app]\nhost=one\nport=7\nuser=u\ndbname=d\nsslmode=require\n").unwrap();
    let home = ("HOME", home.path().to_str().unwrap());
    let variables = environment(&[home, ("PGSERVICE", "app"), ("PGPORT", "8"), ("PGHOST", "two")]);
    let target = Target::resolve(None, &variables).unwrap().unwrap();
    assert_eq!(target.to_string(), "postgres://u@one:7/d");
    let target = Target::parse("service=app dbname=other", &environment(&[home])).unwrap();
    assert_eq!(target.to_string(), "postgres://u@one:7/other");
    let error = Target::resolve(None, &environment(&[home, ("PGSERVICE", "no")])).unwrap_err();
    assert_eq!(error.to_string(), format!("no service no in {}", path.display()));
}

#[test]
fn blank_string_is_no_target() {
    let error = Target::resolve(Some(" "), &Environment::default()).unwrap_err();
    assert!(matches!(error, TargetError::Empty), "{error:?}");
}

#[test]
fn nothing_names_no_target() {
    let environment = environment(&[("PGPASSWORD", "secret"), ("PGUSER", "u"), ("PGHOST", "")]);
    assert!(Target::resolve(None, &environment).unwrap().is_none());
}

#[test]
fn password_file_opens() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(".pgpass");
    std::fs::write(&path, format!("localhost:{}:*:alice:open sesame\n", guarded().port())).unwrap();
    let environment = environment(&[("HOME", home.path().to_str().unwrap())]);
    let text = format!(
        "host=localhost hostaddr=127.0.0.1 port={} user=alice dbname=postgres",
        guarded().port()
    );
    let mode = |mode| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o600);
    Target::parse(&text, &environment).unwrap().connect().unwrap();
    mode(0o644);
    let error = Target::parse(&text, &environment).unwrap().connect().err().unwrap();
    assert!(error.help().ends_with(".pgpass is ignored as others can read it (chmod 600)"));
}

#[test]
fn password_is_never_shown() {
    for text in
        ["postgres://u:hunter2@h/d", "host=h user=u password=hunter2 dbname=d sslmode=disable"]
    {
        let target = Target::parse(text, &Environment::default()).unwrap();
        assert!(!format!("{target} {target:?} {target:#?}").contains("hunter2"));
    }
    let broken = Target::parse("postgres://u:hunt@er2@h/d", &Environment::default()).unwrap_err();
    assert!(matches!(broken, TargetError::Credentials));
    for text in ["postgres://u:hunter2@h:port/d", "password=hunter2 port=x", "password='hunter2"] {
        let error = Target::parse(text, &Environment::default()).unwrap_err();
        assert!(!format!("{error} {error:?} {:?}", error.source()).contains("hunter2"), "{text}");
    }
}

#[test]
fn another_database_is_reached_in_the_same_way() {
    let database = database();
    let target = Target::parse(&server().address().url("postgres"), &Environment::default());
    let mut client = target.unwrap().with_database(database.name()).connect().unwrap();
    let name: String = client.query_one("SELECT current_database()::text", &[]).unwrap().get(0);
    assert_eq!(name, database.name());
}
