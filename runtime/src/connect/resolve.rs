//! The sources of a target put together in libpq's order.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{
    conninfo::Conninfo,
    environment::{Environment, Origin},
    error::TargetError,
    password_file::{self, Found, Login},
    service_file,
    ssl_mode::{Roots, SslMode, TlsSettings},
    target::{Target, host_text},
};

/// How long one host may take to answer where nothing else was said.
const PATIENCE: Duration = Duration::from_secs(10);

/// The variables that name a target by themselves, and those that only complete one.
const VARIABLES: &[(&str, &str)] = &[
    ("PGSERVICE", "service"),
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGLOADBALANCEHOSTS", "load_balance_hosts"),
    ("PGSSLNEGOTIATION", "sslnegotiation"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
];

/// How many of them, from the first, name a target by themselves.
const NAMING: usize = 5;

impl Target {
    /// Finds the target: what is given, else `DATABASE_URL`, else the `PG*` variables.
    ///
    /// None is returned where nothing names one.
    ///
    /// # Errors
    ///
    /// When the connection string cannot be used, or when `.env` cannot be read and nothing else
    /// names a target.
    pub fn resolve(
        given: Option<&str>,
        environment: &Environment,
    ) -> Result<Option<Self>, TargetError> {
        if let Some(text) = given {
            return Self::parse(text, environment).map(Some);
        }
        if let Some((text, origin)) = environment.lookup("DATABASE_URL") {
            return build(text, origin.clone(), environment).map(Some);
        }
        let naming = VARIABLES[..NAMING].iter().find_map(|(name, _)| environment.lookup(name));
        if let Some((_, origin)) = naming {
            return build("", origin.clone(), environment).map(Some);
        }
        environment.require_readable()?;
        Ok(None)
    }

    /// Takes a URL or a string of keywords; what it leaves out comes from the environment.
    ///
    /// # Errors
    ///
    /// When the connection string cannot be used.
    pub fn parse(text: &str, environment: &Environment) -> Result<Self, TargetError> {
        if text.trim().is_empty() {
            return Err(TargetError::Empty);
        }
        build(text, Origin::Given, environment)
    }
}

fn build(text: &str, origin: Origin, environment: &Environment) -> Result<Target, TargetError> {
    let mut conninfo = Conninfo::parse(text)?;
    complete(&mut conninfo, environment)?;
    let mut config = conninfo.config()?;
    if config.get_hosts().iter().any(|host| host_text(host).contains('@')) {
        return Err(TargetError::Credentials);
    }
    if config.get_hosts().is_empty() {
        // The name that a certificate is checked against is the address itself.
        for address in config.get_hostaddrs().to_vec() {
            config.host(&address.to_string());
        }
    }
    if config.get_connect_timeout().is_none() && !conninfo.names("connect_timeout") {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("aludel");
    }
    let tls = tls_settings(&conninfo, environment)?;
    let mut target = Target { config, tls, note: None, origin };
    if target.config.get_password().is_none() {
        read_password(&mut target, &conninfo, environment);
    }
    Ok(target)
}

/// Puts in what the connection string leaves out.
fn complete(conninfo: &mut Conninfo, environment: &Environment) -> Result<(), TargetError> {
    let service = conninfo.ours.get("service").map(String::as_str);
    if let Some(service) = service.or_else(|| environment.get("PGSERVICE")) {
        let parameters = service_file::look_up(service, environment)?;
        fill(conninfo, parameters.iter().map(|(key, value)| (key.as_str(), value.as_str())))?;
    }
    let variables = VARIABLES
        .iter()
        .filter_map(|(variable, key)| environment.get(variable).map(|value| (*key, value)));
    fill(conninfo, variables)?;
    let given = conninfo.config()?;
    if given.get_hosts().is_empty() && given.get_hostaddrs().is_empty() {
        conninfo.set("host", &default_host(given.get_ports().first().copied().unwrap_or(5432)));
    }
    if given.get_user().is_none() {
        conninfo.set("user", &whoami::username().map_err(|_| TargetError::NoUser)?);
    }
    Ok(())
}

/// Adds the parameters that are not there yet.
fn fill<'a>(
    conninfo: &mut Conninfo,
    parameters: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(), TargetError> {
    let given = conninfo.config()?;
    let located = !given.get_hosts().is_empty() || !given.get_hostaddrs().is_empty();
    for (key, value) in parameters {
        let there = match key {
            "host" | "hostaddr" => located,
            "port" => !given.get_ports().is_empty(),
            "dbname" => given.get_dbname().is_some(),
            "user" => given.get_user().is_some(),
            "password" => given.get_password().is_some(),
            key => conninfo.names(key),
        };
        if !there {
            conninfo.set(key, value);
        }
    }
    Ok(())
}

/// The folder of the local server's socket, as the packages of Debian and of PostgreSQL place it.
fn default_host(port: u16) -> String {
    let socket = format!(".s.PGSQL.{port}");
    ["/var/run/postgresql", "/run/postgresql", "/tmp"]
        .into_iter()
        .find(|folder| Path::new(folder).join(&socket).exists())
        .unwrap_or("localhost")
        .to_owned()
}

fn tls_settings(
    conninfo: &Conninfo,
    environment: &Environment,
) -> Result<TlsSettings, TargetError> {
    let ours = |key| conninfo.ours.get(key).map(String::as_str).filter(|value| !value.is_empty());
    let usual = |name| environment.home().map(|home: &Path| home.join(".postgresql").join(name));
    let there = |path: PathBuf| path.exists().then_some(path);
    let roots = match ours("sslrootcert") {
        Some("system") => Some(Roots::System),
        Some(path) => Some(Roots::File(path.into())),
        None => usual("root.crt").and_then(there).map(Roots::File),
    };
    let mode = match ours("sslmode") {
        Some(text) => text.parse().map_err(|()| invalid("sslmode", text))?,
        // The roots of the whole world prove nothing without the name of the host.
        None if roots == Some(Roots::System) => SslMode::VerifyFull,
        None => SslMode::default(),
    };
    if roots == Some(Roots::System) && mode != SslMode::VerifyFull {
        return Err(invalid("sslmode", &format!("{mode} with sslrootcert=system")));
    }
    // An encrypted connection is checked where it can be, as libpq does it.
    let mode = if mode == SslMode::Require && roots.is_some() { SslMode::VerifyCa } else { mode };
    let path = |key, name| ours(key).map(PathBuf::from).or_else(|| usual(name).and_then(there));
    let certificate = path("sslcert", "postgresql.crt");
    let identity = certificate.zip(path("sslkey", "postgresql.key"));
    Ok(TlsSettings { mode, roots, identity })
}

fn invalid(parameter: &'static str, value: &str) -> TargetError {
    TargetError::Value { parameter, value: value.to_owned() }
}

fn read_password(target: &mut Target, conninfo: &Conninfo, environment: &Environment) {
    let named = conninfo.ours.get("passfile").map(PathBuf::from);
    let usual = || environment.home().map(|home| home.join(".pgpass"));
    let Some(path) = named.or_else(usual) else { return };
    let host = target.config.get_hosts().first().map(host_text).unwrap_or_default();
    let login = Login {
        host: &host,
        port: target.config.get_ports().first().copied().unwrap_or(5432),
        database: target.database(),
        user: target.user(),
    };
    match password_file::look_up(&path, login) {
        Found::Password(password) => {
            target.config.password(password);
        }
        Found::NotPrivate => {
            let path = path.display();
            target.note = Some(format!("{path} is ignored as others can read it (chmod 600)"));
        }
        Found::Nothing => {}
    }
}
