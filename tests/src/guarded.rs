//! A server that asks for passwords and certificates.

#![expect(clippy::unwrap_used, reason = "a server that cannot be set up is a failed test")]

use std::net::TcpListener;

use aludel::connect::{ConnectError, Environment, Target};
use aludel::server::{Binaries, Throwaway};
use postgres::{Client, NoTls};

/// Who may come in, and how. `alice` is let in by password whatever the encryption.
const RULES: &str = "\
local     all all                        trust
host      all trusted      127.0.0.1/32 trust
hostssl   all only_tls     127.0.0.1/32 scram-sha-256
hostnossl all only_plain   127.0.0.1/32 scram-sha-256
hostssl   all only_known   127.0.0.1/32 cert
host      all alice        127.0.0.1/32 scram-sha-256
host      all one_session  127.0.0.1/32 scram-sha-256
host      all absent       127.0.0.1/32 trust";

const ROLES: &str = "\
CREATE ROLE alice LOGIN PASSWORD 'open sesame';
CREATE ROLE only_tls LOGIN PASSWORD 'open sesame';
CREATE ROLE only_plain LOGIN PASSWORD 'open sesame';
CREATE ROLE only_known LOGIN;
CREATE ROLE outside LOGIN PASSWORD 'open sesame';
CREATE ROLE one_session LOGIN PASSWORD 'open sesame' CONNECTION LIMIT 1;
CREATE ROLE no_rights LOGIN;
CREATE DATABASE closed;
REVOKE CONNECT ON DATABASE closed FROM public;";

/// The certificate of a server, in PEM.
#[derive(Debug, Clone, Copy)]
pub struct Certificate<'a> {
    /// Its own certificate.
    pub chain: &'a str,
    /// Its secret.
    pub key: &'a str,
    /// Whom it trusts to sign the certificates of clients.
    pub authority: &'a str,
}

/// A server that lets in only whom its rules name: `alice`, by the password `open sesame`.
#[derive(Debug)]
pub struct Guarded {
    server: Throwaway,
}

impl Guarded {
    /// Starts one, with a certificate or without.
    ///
    /// # Panics
    ///
    /// When it cannot be set up.
    pub fn start(certificate: Option<&Certificate<'_>>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = [("listen_addresses", "127.0.0.1"), ("port", &port.to_string())];
        let binaries = Binaries::at(crate::server().binaries()).unwrap();
        let guarded = Self { server: Throwaway::start(&binaries, &settings).unwrap() };
        let mut client = guarded.superuser();
        // One by one, as a database cannot be created in a transaction.
        for sql in ROLES.lines() {
            client.batch_execute(sql).unwrap();
        }
        write(&mut client, "pg_hba.conf", RULES);
        if let Some(certificate) = certificate {
            write(&mut client, "server.crt", certificate.chain);
            write(&mut client, "server.key", certificate.key);
            write(&mut client, "root.crt", certificate.authority);
            client.batch_execute("ALTER SYSTEM SET ssl = on").unwrap();
            client.batch_execute("ALTER SYSTEM SET ssl_ca_file = 'root.crt'").unwrap();
        }
        guarded.reload(&mut client);
        guarded
    }

    /// Where it listens, on the machine itself.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// A target from what follows the host and port in a connection string.
    ///
    /// # Panics
    ///
    /// When that makes no sense.
    pub fn target(&self, rest: &str) -> Target {
        let text = format!("host=localhost hostaddr=127.0.0.1 port={} {rest}", self.port());
        Target::parse(&text, &Environment::default()).unwrap()
    }

    /// Opens a connection to such a target.
    ///
    /// # Errors
    ///
    /// As those of the target.
    pub fn connect(&self, rest: &str) -> Result<Client, ConnectError> {
        self.target(rest).connect()
    }

    fn superuser(&self) -> Client {
        self.server.address().config("postgres").connect(NoTls).unwrap()
    }

    /// Returns once new connections see the new settings.
    fn reload(&self, client: &mut Client) {
        let loaded = "SELECT pg_conf_load_time()::text";
        let before: String = client.query_one(loaded, &[]).unwrap().get(0);
        client.batch_execute("SELECT pg_reload_conf()").unwrap();
        while self.superuser().query_one(loaded, &[]).unwrap().get::<_, String>(0) == before {}
    }
}

/// Writes a file into the data folder, as the user of the server and for nobody else.
fn write(client: &mut Client, name: &str, text: &str) {
    let lines: Vec<String> = text.lines().map(|line| format!("('{line}')")).collect();
    let values = lines.join(",");
    let sql = format!("COPY (VALUES {values}) TO PROGRAM 'umask 077; cat > {name}'");
    client.batch_execute(&sql).unwrap();
}
