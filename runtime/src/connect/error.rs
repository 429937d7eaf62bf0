//! Why there is no connection, and what to do about it.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use postgres::error::SqlState;

/// Why a target cannot be named.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// A connection string of another database.
    #[error("{scheme}:// is no PostgreSQL connection string")]
    Scheme {
        /// What stands before `://`.
        scheme: String,
    },
    /// A connection string of nothing but blanks.
    #[error("the connection string is empty")]
    Empty,
    /// A service that no service file has.
    #[error("no service {service}{}", path.as_ref().map(|path| format!(" in {}", path.display())).unwrap_or_default())]
    Service {
        /// The name of the service.
        service: String,
        /// The service file, if there is one.
        path: Option<PathBuf>,
    },
    /// Neither a URL nor `keyword=value` pairs.
    #[error("the connection string is neither a URL nor keyword=value pairs")]
    Keywords,
    /// The driver does not understand the connection string.
    #[error("the connection string cannot be used")]
    Invalid {
        /// What the driver said.
        source: postgres::Error,
    },
    /// The part of a URL that should be the host holds an `@`, so that the password ended too early.
    #[error("the password in the URL holds an @ that is not encoded")]
    Credentials,
    /// A parameter with a value that libpq would refuse as well.
    #[error("{parameter} cannot be {value}")]
    Value {
        /// The parameter.
        parameter: &'static str,
        /// Its value.
        value: String,
    },
    /// A `.env` file that cannot be read, or a line of it that cannot be understood.
    #[error("cannot read {}{}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    DotEnv {
        /// The file.
        path: PathBuf,
        /// The line, from 1, if it is one line's fault.
        line: Option<usize>,
    },
    /// No user is named and the system does not know the caller either.
    #[error("no user to connect as")]
    NoUser,
}

impl TargetError {
    /// What to do about it, in one line.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Service { .. } => "correct PGSERVICE or the service file (~/.pg_service.conf)",
            Self::Empty | Self::Scheme { .. } | Self::Keywords | Self::Invalid { .. } => {
                "write it as postgres://user@host:port/database, or as host=... dbname=..."
            }
            Self::Credentials => "write @ as %40, : as %3A and / as %2F in user and password",
            Self::Value { .. } => {
                "use a value that libpq knows: sslmode is disable, allow, prefer, require, \
                 verify-ca or verify-full, and sslrootcert=system goes with verify-full only"
            }
            Self::DotEnv { .. } => {
                "put a value with spaces into quotes, or set DATABASE_URL itself"
            }
            Self::NoUser => "name one in the URL or in PGUSER",
        }
    }
}

/// What the driver, the system or the TLS library said.
type Cause = Box<dyn Error + Send + Sync>;

/// Why there is no connection to a target.
///
/// `target` is the connection string as it may be shown, without the password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "every target is as said above, every source is what the server or the system said"
)]
pub enum ConnectError {
    /// Nothing listens there.
    #[error("no server answers at {target}")]
    NoServer { target: String, source: Cause },
    /// The name of the host means nothing.
    #[error("no host of that name: {target}")]
    UnknownHost { target: String, source: Cause },
    /// Something is there, and it does not answer.
    #[error("no answer in time from {target}")]
    Timeout { target: String },
    /// The server wants a password and there is none.
    #[error("{target} asks for a password")]
    PasswordMissing { target: String, note: Option<String> },
    /// The password is wrong, or the role does not exist: a server does not say which.
    #[error("wrong password for {target}")]
    WrongPassword { target: String, note: Option<String>, source: Cause },
    /// The server says that there is no such role.
    #[error("no such role on the server: {target}")]
    UnknownRole { target: String, source: Cause },
    /// The server has no such database.
    #[error("no such database on the server: {target}")]
    UnknownDatabase { target: String, source: Cause },
    /// The rules of the server keep this client out.
    #[error("the server refuses {target}")]
    Refused { target: String, source: Cause },
    /// Every connection of the server, of the database or of the role is taken.
    #[error("too many connections to {target}")]
    TooManyConnections { target: String, source: Cause },
    /// The server is starting or stopping.
    #[error("the server is not ready: {target}")]
    NotReady { target: String, source: Cause },
    /// No encryption as it was asked for.
    #[error("no encrypted connection to {target}")]
    Tls { target: String, source: Cause },
    /// A certificate or key that cannot be used.
    #[error("cannot use {} for the connection to {target}: {reason}", path.display())]
    TlsFile { target: String, path: PathBuf, reason: String },
    /// Certificates are to be checked and there are none to check against.
    #[error("no root certificate to check {target} against")]
    NoRoots { target: String, path: Option<PathBuf> },
    /// Built without the feature `tls`.
    #[error("encryption is asked for and this program was built without it: {target}")]
    TlsUnavailable { target: String },
    /// Everything else.
    #[error("cannot connect to {target}")]
    Other { target: String, source: Cause },
}

impl ConnectError {
    /// Says which error of ours an error of the driver is.
    pub(super) fn classify(target: String, note: Option<String>, error: postgres::Error) -> Self {
        let code = error.code().cloned();
        let unknown_role = error
            .as_db_error()
            .is_some_and(|refused| refused.routine() == Some("InitializeSessionUserId"));
        // The driver keeps the kinds of its errors to itself; their texts are all that it shows.
        let text = error.to_string();
        let source = error.into_source().unwrap_or_else(|| text.clone().into());
        match code {
            Some(SqlState::INVALID_PASSWORD) => Self::WrongPassword { target, note, source },
            Some(SqlState::INVALID_AUTHORIZATION_SPECIFICATION) if unknown_role => {
                Self::UnknownRole { target, source }
            }
            Some(
                SqlState::INVALID_AUTHORIZATION_SPECIFICATION | SqlState::INSUFFICIENT_PRIVILEGE,
            ) => Self::Refused { target, source },
            Some(SqlState::INVALID_CATALOG_NAME) => Self::UnknownDatabase { target, source },
            Some(SqlState::TOO_MANY_CONNECTIONS) => Self::TooManyConnections { target, source },
            Some(SqlState::CANNOT_CONNECT_NOW) => Self::NotReady { target, source },
            Some(_) => Self::Other { target, source },
            None if text == "error performing TLS handshake" => Self::Tls { target, source },
            None if source.to_string().contains("password missing") => {
                Self::PasswordMissing { target, note }
            }
            None => Self::of_system(target, source),
        }
    }

    fn of_system(target: String, source: Cause) -> Self {
        let system = source.downcast_ref::<io::Error>();
        match system.map(|error| (error.kind(), error.raw_os_error())) {
            Some((io::ErrorKind::TimedOut, _)) => Self::Timeout { target },
            // The driver's own word for a server that is not what target_session_attrs asks for.
            Some((io::ErrorKind::PermissionDenied, None)) => Self::Refused { target, source },
            // The resolver's answers carry no number of the system.
            Some((_, None)) if source.to_string().contains("lookup") => {
                Self::UnknownHost { target, source }
            }
            Some((_, Some(_))) => Self::NoServer { target, source },
            _ => Self::Other { target, source },
        }
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        let with = |note: &Option<String>, text: &str| match note {
            Some(note) => format!("{text}; {note}"),
            None => text.to_owned(),
        };
        match self {
            Self::NoServer { .. } => "start the server, or correct host and port".into(),
            Self::UnknownHost { .. } => "correct the name of the host".into(),
            Self::Timeout { .. } => {
                "check host, port and firewall; connect_timeout (seconds) gives it longer".into()
            }
            Self::PasswordMissing { note, .. } => {
                with(note, "put it into PGPASSWORD, into ~/.pgpass or into the URL")
            }
            Self::WrongPassword { note, .. } => with(note, "correct the user or the password"),
            Self::UnknownRole { .. } => {
                "correct the user, or create it: CREATE ROLE ... LOGIN".into()
            }
            Self::UnknownDatabase { .. } => {
                "correct the name, or create the database: CREATE DATABASE ...".into()
            }
            Self::Refused { .. } => {
                "let this user, database and address in: pg_hba.conf, GRANT CONNECT, sslmode".into()
            }
            Self::TooManyConnections { .. } => {
                "close idle sessions, or raise max_connections or the role's limit".into()
            }
            Self::NotReady { .. } => "try again in a moment".into(),
            Self::Tls { .. } => {
                "check sslmode and sslrootcert, and that the certificate names the host".into()
            }
            Self::TlsFile { .. } => "correct the file, or sslrootcert, sslcert and sslkey".into(),
            Self::NoRoots { .. } => {
                "name a file in sslrootcert, or use sslrootcert=system with sslmode=verify-full"
                    .into()
            }
            Self::TlsUnavailable { .. } => "build aludel with its feature tls".into(),
            Self::Other { .. } => "see what the server said".into(),
        }
    }
}
