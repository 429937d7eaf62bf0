//! How often a client waits for the server.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use postgres::Config;
use tempfile::TempDir;

use crate::server;

/// Stands between a client and the test server, and counts how often the client speaks after the
/// server did; the start of a connection is one.
#[derive(Debug)]
pub struct Trips {
    folder: TempDir,
    count: Arc<AtomicUsize>,
}

impl Trips {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// When no socket can be made.
    pub fn new() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let listener = UnixListener::bind(folder.path().join(socket()))?;
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let count = Arc::clone(&counted);
                // An error ends the connection, which the client sees for itself.
                thread::spawn(move || serve(&client, &count));
            }
        });
        Ok(Self { folder, count })
    }

    /// The way to a database through this.
    pub fn config(&self, database: &str) -> Config {
        let mut config = Config::new();
        let direct = server().address().config(database);
        config.host_path(self.folder.path()).port(server().port()).dbname(database);
        config.user(direct.get_user().unwrap_or_default());
        config
    }

    /// Returns how many trips there were since the last call.
    pub fn take(&self) -> usize {
        self.count.swap(0, Ordering::SeqCst)
    }
}

fn socket() -> String {
    format!(".s.PGSQL.{}", server().port())
}

fn serve(client: &UnixStream, count: &AtomicUsize) -> io::Result<()> {
    let server = UnixStream::connect(server().socket_folder().join(socket()))?;
    let answered = Arc::new(AtomicBool::new(true));
    let (from, to) = (server.try_clone()?, client.try_clone()?);
    let answers = Arc::clone(&answered);
    thread::spawn(move || forward(from, to, || answers.store(true, Ordering::SeqCst)));
    forward(client.try_clone()?, server, || {
        if answered.swap(false, Ordering::SeqCst) {
            count.fetch_add(1, Ordering::SeqCst);
        }
    })
}

fn forward(mut from: UnixStream, mut to: UnixStream, spoke: impl Fn()) -> io::Result<()> {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut bytes)?;
        match &bytes[..read] {
            [] => return to.shutdown(Shutdown::Both),
            // Nobody waits for an answer to a goodbye.
            [b'X', 0, 0, 0, 4] => {}
            _ => spoke(),
        }
        to.write_all(&bytes[..read])?;
    }
}
