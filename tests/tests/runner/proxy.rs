//! A server that can be cut off from its client at any message.
//!
//! To the server a cut is what the death of the client's process is: the socket closes.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use aludel_tests::server;
use postgres::NoTls;

/// When the client dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Never.
    Never,
    /// Just after it sent this request, counted from 1 over all connections, while the server works
    /// on it.
    During(usize),
    /// While the server works on this request, by the server's own administrator.
    Terminated(usize),
    /// When the server has done what the request asks, before the client hears of it. For the
    /// server that is the same as just before the next request.
    After(usize),
    /// Not at all, but when the server has done what the request asks, the client does not hear of
    /// it, and waits to be killed.
    Held(usize),
}

/// Stands between a client and the test server.
pub(crate) struct Proxy {
    port: u16,
    state: Arc<State>,
}

struct State {
    cut: Cut,
    database: String,
    requests: AtomicUsize,
    /// Held while an administrator is at work, so that the client hears nothing before.
    gate: Mutex<()>,
    held: AtomicBool,
    sockets: Mutex<Vec<(TcpStream, UnixStream)>>,
}

impl Proxy {
    pub(crate) fn new(database: &str, cut: Cut) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            cut,
            database: database.to_owned(),
            requests: AtomicUsize::new(0),
            gate: Mutex::default(),
            held: AtomicBool::new(false),
            sockets: Mutex::default(),
        });
        let ours = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = Arc::clone(&ours);
                thread::spawn(move || state.serve(&client));
            }
        });
        Self { port, state }
    }

    /// The configuration that goes through the proxy.
    pub(crate) fn config(&self) -> postgres::Config {
        let mut config = postgres::Config::new();
        let database = &self.state.database;
        let direct = server().address().config(database);
        config.host("127.0.0.1").port(self.port).user(direct.get_user().unwrap()).dbname(database);
        config
    }

    /// The same as a URL. Only what is not encrypted can be looked into.
    pub(crate) fn url(&self) -> String {
        let config = self.config();
        let (user, database) = (config.get_user().unwrap(), &self.state.database);
        format!("postgres://{user}@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// Whether the client of [`Cut::Held`] waits in vain by now.
    pub(crate) fn holds(&self) -> bool {
        self.state.held.load(Ordering::SeqCst)
    }

    /// How many requests were sent.
    pub(crate) fn requests(&self) -> usize {
        self.state.requests.load(Ordering::SeqCst)
    }
}

impl State {
    /// Forwards one connection; every error ends it.
    fn serve(self: &Arc<Self>, client: &TcpStream) {
        client.set_nodelay(true).unwrap();
        let path = format!(".s.PGSQL.{}", server().port());
        let server = UnixStream::connect(server().socket_folder().join(path)).unwrap();
        let pair = (client.try_clone().unwrap(), server.try_clone().unwrap());
        self.sockets.lock().unwrap().push(pair);
        let (answers, hearer) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let state = Arc::clone(self);
        thread::spawn(move || {
            let _ = state.answer(answers, &hearer);
            let _ = hearer.shutdown(Shutdown::Both);
        });
        let _ = self.ask(client.try_clone().unwrap(), server.try_clone().unwrap());
        // The copies for the cut would keep a connection open that its client has closed.
        let _ = server.shutdown(Shutdown::Both);
    }

    fn ask(&self, mut client: TcpStream, mut server: UnixStream) -> io::Result<()> {
        let start = read_message(&mut client, 0)?;
        server.write_all(&start)?;
        loop {
            let message = read_message(&mut client, 1)?;
            // Of an extended query, its end is what the server answers to.
            let request = matches!(message[0], b'Q' | b'S');
            let number = if request { self.requests.fetch_add(1, Ordering::SeqCst) + 1 } else { 0 };
            let gate = self.gate.lock().unwrap();
            server.write_all(&message)?;
            match self.cut {
                Cut::During(cut) if cut == number => self.cut_all(),
                Cut::Terminated(cut) if cut == number => self.terminate(),
                _ => {}
            }
            drop(gate);
        }
    }

    fn answer(&self, mut server: UnixStream, mut client: &TcpStream) -> io::Result<()> {
        loop {
            let message = read_message(&mut server, 1)?;
            let ready = message[0] == b'Z';
            if ready && self.cut == Cut::After(self.requests.load(Ordering::SeqCst)) {
                self.cut_all();
            }
            if ready && self.cut == Cut::Held(self.requests.load(Ordering::SeqCst)) {
                self.held.store(true, Ordering::SeqCst);
                return io::copy(&mut server, &mut io::sink()).map(drop);
            }
            drop(self.gate.lock().unwrap());
            client.write_all(&message)?;
        }
    }

    fn terminate(&self) {
        let mut administrator = server().address().config("postgres").connect(NoTls).unwrap();
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        administrator.execute(sql, &[&self.database]).unwrap();
    }

    fn cut_all(&self) {
        for (client, server) in self.sockets.lock().unwrap().iter() {
            let _ = client.shutdown(Shutdown::Both);
            let _ = server.shutdown(Shutdown::Both);
        }
    }
}

/// Reads one message of the protocol, whose length follows after so many bytes.
pub(crate) fn read_message(from: &mut impl Read, kind: usize) -> io::Result<Vec<u8>> {
    let mut message = vec![0; kind + 4];
    from.read_exact(&mut message)?;
    let length = u32::from_be_bytes(message[kind..].try_into().unwrap());
    let mut body = vec![0; length as usize - 4];
    from.read_exact(&mut body)?;
    message.append(&mut body);
    Ok(message)
}
