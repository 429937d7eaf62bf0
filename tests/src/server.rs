//! The server of this test process.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use aludel::server::{Address, Binaries, Throwaway, client_program};
use aludel::version::ServerVersion;

/// The environment variable that names the folder of the programs for this harness alone.
const BINARIES_VARIABLE: &str = "ALUDEL_TEST_PG_BIN";

/// The one server that all tests of a process share.
#[derive(Debug)]
pub struct TestServer {
    throwaway: Throwaway,
}

/// Returns the server of this process, started by the first call.
///
/// It ends with the process, also when that is killed.
///
/// # Panics
///
/// When no server can be started, with what to do about it.
pub fn server() -> &'static TestServer {
    static SERVER: OnceLock<TestServer> = OnceLock::new();
    SERVER.get_or_init(|| {
        let throwaway = Throwaway::start(&binaries(), &[])
            .unwrap_or_else(|error| panic!("{error}: {}", error.help()));
        TestServer { throwaway }
    })
}

/// The programs of the server under test.
fn binaries() -> Binaries {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let found = match std::env::var_os(BINARIES_VARIABLE) {
        Some(folder) => Binaries::at(Path::new(&folder)),
        None if is_set("ALUDEL_PG_BIN") => Binaries::find(None),
        None => {
            Binaries::all().max_by_key(Binaries::version).map_or_else(|| Binaries::find(None), Ok)
        }
    };
    found.unwrap_or_else(|error| panic!("{error}: {}", error.help()))
}

impl TestServer {
    /// The folder of the server's programs.
    pub fn binaries(&self) -> &'static Path {
        server().throwaway.binaries().folder()
    }

    /// A client program that understands the server, such as `pg_dump`, which not every server
    /// comes with.
    ///
    /// # Panics
    ///
    /// When the machine has none.
    pub fn client_program(&self, name: &str) -> PathBuf {
        let version = self.version();
        let found = client_program(name, version.major());
        found.unwrap_or_else(|| panic!("no {name} for {version}: run tests/servers/fetch"))
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        self.throwaway.address()
    }

    /// The folder that holds its socket.
    pub fn socket_folder(&self) -> &Path {
        self.address().socket_folder()
    }

    /// The port, which is part of the socket's name.
    pub fn port(&self) -> u16 {
        self.address().port()
    }

    /// Its version.
    pub fn version(&self) -> ServerVersion {
        self.throwaway.binaries().version()
    }
}
