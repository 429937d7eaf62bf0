//! A pooler in transaction mode, with one session of the server for all clients.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use aludel::migration::Reference;
use aludel::run::{self, Failure, LockError};
use aludel_tests::server;

use crate::project::Project;
use crate::proxy::read_message;

/// The session, and what the server said when it began.
struct Pool {
    session: Mutex<Option<UnixStream>>,
    free: Condvar,
    greeting: Vec<u8>,
}

impl Pool {
    fn open(database: &str) -> Self {
        let path = format!(".s.PGSQL.{}", server().port());
        let mut session = UnixStream::connect(server().socket_folder().join(path)).unwrap();
        let settings = format!("user\0postgres\0database\0{database}\0client_encoding\0UTF8\0\0");
        let length = u32::try_from(settings.len() + 8).unwrap();
        session.write_all(&length.to_be_bytes()).unwrap();
        session.write_all(&196_608_u32.to_be_bytes()).unwrap();
        session.write_all(settings.as_bytes()).unwrap();
        let mut greeting = Vec::new();
        answers(&mut session, &mut greeting).unwrap();
        Self { session: Mutex::new(Some(session)), free: Condvar::new(), greeting }
    }

    fn serve(&self, mut client: TcpStream) -> io::Result<()> {
        client.set_nodelay(true)?;
        read_message(&mut client, 0)?;
        client.write_all(&self.greeting)?;
        let mut pinned: Option<UnixStream> = None;
        loop {
            let message = read_message(&mut client, 1)?;
            let session = pinned.get_or_insert_with(|| self.take());
            session.write_all(&message)?;
            // The answer to an extended query comes when the client asks for it.
            if matches!(message[0], b'Q' | b'S') && answers(session, &mut client)? == b'I' {
                *self.session.lock().unwrap() = pinned.take();
                self.free.notify_one();
            }
        }
    }

    fn take(&self) -> UnixStream {
        let session = self.session.lock().unwrap();
        self.free.wait_while(session, |session| session.is_none()).unwrap().take().unwrap()
    }
}

/// Forwards answers until the server is ready; returns the state of its transaction.
fn answers(session: &mut impl Read, client: &mut impl Write) -> io::Result<u8> {
    loop {
        let message = read_message(session, 1)?;
        client.write_all(&message)?;
        if message[0] == b'Z' {
            return Ok(message[5]);
        }
    }
}

#[test]
fn a_pooler_that_shares_sessions_is_refused() {
    let project = Project::new(&[("1_a", "CREATE TABLE a (id int);", "")]);
    let pool = Arc::new(Pool::open(project.database.name()));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut config = postgres::Config::new();
    config.host("127.0.0.1").port(listener.local_addr().unwrap().port()).user("postgres");
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.serve(client));
        }
    });
    let error = run::upgrade(&config, &project.load(), &Reference::Head, &project.options, &mut ())
        .unwrap_err();
    assert!(matches!(*error.failure, Failure::Lock(LockError::TransactionPooling)), "{error:?}");
    assert!(error.help().unwrap().contains("direct connection"));
    assert_eq!(project.tables(), "");
    let locks = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                 WHERE l.locktype = 'advisory' AND d.datname = current_database()";
    assert_eq!(project.ask(locks), "0", "no lock stays behind in the pool");
}
