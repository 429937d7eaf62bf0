//! Every sslmode against servers with every kind of certificate.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::OnceLock;

use aludel::connect::{ConnectError, Environment, SslMode, Target, TargetError};
use aludel_tests::guarded::{Certificate, Guarded};
use postgres::Client;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

const ALICE: &str = "user=alice password='open sesame' dbname=postgres";

/// An authority and what it signed.
struct World {
    folder: TempDir,
    /// A certificate of the authority for `localhost`.
    signed: Guarded,
    /// A certificate that signed itself and has nothing but a common name, as in the manual.
    alone: Guarded,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (root, issuer) = authority("Root");
        let (other, _) = authority("Other");
        let (chain, key) = leaf(&issuer, "db", &["localhost"]);
        let (client, client_key) = leaf(&issuer, "only_known", &[]);
        let (lone, lone_key) = lone("localhost");
        for (name, text) in [
            ("root.crt", &root),
            ("other.crt", &other),
            ("lone.crt", &lone),
            ("client.crt", &client),
            ("client.key", &client_key),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        set_mode(&folder.path().join("client.key"), 0o600);
        let signed = Certificate { chain: &chain, key: &key, authority: &root };
        let alone = Certificate { chain: &lone, key: &lone_key, authority: &root };
        World { folder, signed: Guarded::start(Some(&signed)), alone: Guarded::start(Some(&alone)) }
    })
}

fn authority(name: &str) -> (String, Issuer<'static, KeyPair>) {
    let key = KeyPair::generate().unwrap();
    let mut parameters = named(name, &[]);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = parameters.self_signed(&key).unwrap();
    (certificate.pem(), Issuer::new(parameters, key))
}

fn leaf(issuer: &Issuer<'_, KeyPair>, name: &str, hosts: &[&str]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = named(name, hosts).signed_by(&key, issuer).unwrap();
    (certificate.pem(), key.serialize_pem())
}

fn lone(name: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut parameters = named(name, &[]);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    (parameters.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

fn named(name: &str, hosts: &[&str]) -> CertificateParams {
    let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
    let mut parameters = CertificateParams::new(hosts).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters
}

fn set_mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn path(name: &str) -> PathBuf {
    world().folder.path().join(name)
}

fn roots(name: &str) -> String {
    format!("sslrootcert='{}'", path(name).display())
}

fn encrypted(client: &mut Client) -> bool {
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    client.query_one(sql, &[]).unwrap().get(0)
}

fn signed(login: &str, rest: &str) -> Result<bool, ConnectError> {
    world().signed.connect(&format!("{login} {rest}")).map(|mut client| encrypted(&mut client))
}

fn alone(rest: &str) -> Result<bool, ConnectError> {
    world().alone.connect(&format!("{ALICE} {rest}")).map(|mut client| encrypted(&mut client))
}

#[test]
fn modes_decide_about_encryption() {
    assert!(!signed(ALICE, "sslmode=disable").unwrap());
    assert!(!signed(ALICE, "sslmode=allow").unwrap());
    assert!(signed(ALICE, "sslmode=prefer").unwrap());
    assert!(signed(ALICE, "").unwrap());
    assert!(signed(ALICE, "sslmode=require").unwrap());
}

#[test]
fn modes_that_may_choose_try_both() {
    let login = |role| format!("user={role} password='open sesame' dbname=postgres");
    assert!(signed(&login("only_tls"), "sslmode=allow").unwrap());
    assert!(!signed(&login("only_plain"), "sslmode=prefer").unwrap());
    let plain = signed(&login("only_tls"), "sslmode=disable");
    assert!(matches!(plain, Err(ConnectError::Refused { .. })), "{plain:?}");
    let tls = signed(&login("only_plain"), "sslmode=require");
    assert!(matches!(tls, Err(ConnectError::Refused { .. })), "{tls:?}");
}

#[test]
fn verification_wants_a_root() {
    for mode in [SslMode::VerifyCa, SslMode::VerifyFull] {
        assert!(signed(ALICE, &format!("sslmode={mode} {}", roots("root.crt"))).unwrap());
        let none = signed(ALICE, &format!("sslmode={mode}"));
        assert!(matches!(none, Err(ConnectError::NoRoots { .. })), "{none:?}");
        let other = signed(ALICE, &format!("sslmode={mode} {}", roots("other.crt")));
        assert!(matches!(other, Err(ConnectError::Tls { .. })), "{other:?}");
    }
}

#[test]
fn require_checks_where_there_is_a_root() {
    assert!(signed(ALICE, &format!("sslmode=require {}", roots("root.crt"))).unwrap());
    let other = signed(ALICE, &format!("sslmode=require {}", roots("other.crt")));
    assert!(matches!(other, Err(ConnectError::Tls { .. })), "{other:?}");
}

#[test]
fn only_full_verification_looks_at_the_name() {
    let by_address = |mode: SslMode| {
        let port = world().signed.port();
        let text =
            format!("host=127.0.0.1 port={port} {ALICE} sslmode={mode} {}", roots("root.crt"));
        Target::parse(&text, &Environment::default()).unwrap().connect()
    };
    by_address(SslMode::VerifyCa).unwrap();
    let refused = by_address(SslMode::VerifyFull).err().unwrap();
    assert!(matches!(refused, ConnectError::Tls { .. }), "{refused:?}");
}

#[test]
fn certificate_of_the_manual_is_good_where_it_is_the_root() {
    assert!(alone("sslmode=require").unwrap());
    assert!(alone(&format!("sslmode=verify-ca {}", roots("lone.crt"))).unwrap());
    assert!(alone(&format!("sslmode=verify-full {}", roots("lone.crt"))).unwrap());
    let other = alone(&format!("sslmode=verify-ca {}", roots("root.crt")));
    assert!(matches!(other, Err(ConnectError::Tls { .. })), "{other:?}");
}

#[test]
fn system_roots_verify_in_full() {
    let text = format!("host=h {ALICE} sslrootcert=system sslmode=require");
    let error = Target::parse(&text, &Environment::default()).unwrap_err();
    assert!(matches!(error, TargetError::Value { .. }), "{error:?}");
    // The authority of this test is not among those of the system.
    let refused = signed(ALICE, "sslrootcert=system");
    let expected = matches!(refused, Err(ConnectError::Tls { .. } | ConnectError::NoRoots { .. }));
    assert!(expected, "{refused:?}");
}

#[test]
fn client_is_known_by_its_certificate() {
    let login = "user=only_known dbname=postgres sslmode=require";
    let identity = format!(
        "sslcert='{}' sslkey='{}'",
        path("client.crt").display(),
        path("client.key").display()
    );
    assert!(signed(login, &identity).unwrap());
    assert!(signed(login, "").is_err());
    let open_key = path("open.key");
    fs::copy(path("client.key"), &open_key).unwrap();
    set_mode(&open_key, 0o644);
    let identity =
        format!("sslcert='{}' sslkey='{}'", path("client.crt").display(), open_key.display());
    let refused = signed(login, &identity);
    assert!(matches!(refused, Err(ConnectError::TlsFile { .. })), "{refused:?}");
}

#[test]
fn unreadable_root_is_named() {
    let refused = signed(ALICE, "sslmode=verify-ca sslrootcert=/nowhere/root.crt").unwrap_err();
    assert!(refused.to_string().starts_with("cannot use /nowhere/root.crt"), "{refused}");
}

#[test]
fn sockets_are_never_encrypted() {
    let text = aludel_tests::server().address().url("postgres") + "&sslmode=require";
    let mut client = Target::parse(&text, &Environment::default()).unwrap().connect().unwrap();
    assert!(!encrypted(&mut client));
}
