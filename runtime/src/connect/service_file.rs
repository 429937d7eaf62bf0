//! `~/.pg_service.conf`: connection parameters under a name.

use std::path::PathBuf;

use super::{environment::Environment, error::TargetError};

/// The parameters of a service, from the user's file, else from the system's.
pub(super) fn look_up(
    service: &str,
    environment: &Environment,
) -> Result<Vec<(String, String)>, TargetError> {
    let users = match environment.get("PGSERVICEFILE") {
        Some(path) => Some(PathBuf::from(path)),
        None => environment.home().map(|home| home.join(".pg_service.conf")),
    };
    let systems =
        environment.get("PGSYSCONFDIR").map(|folder| PathBuf::from(folder).join("pg_service.conf"));
    let mut path = None;
    for candidate in [users, systems].into_iter().flatten() {
        let Ok(text) = std::fs::read_to_string(&candidate) else { continue };
        if let Some(parameters) = section(&text, service) {
            return Ok(parameters);
        }
        path.get_or_insert(candidate);
    }
    Err(TargetError::Service { service: service.to_owned(), path })
}

/// The lines of one section.
fn section(text: &str, service: &str) -> Option<Vec<(String, String)>> {
    let name = |line: &str| {
        line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).map(ToOwned::to_owned)
    };
    let lines = || text.lines().map(str::trim);
    let start = lines().position(|line| name(line).as_deref() == Some(service))?;
    let parameters = lines()
        .skip(start + 1)
        .take_while(|line| name(line).is_none())
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='));
    Some(parameters.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_ends_where_the_next_begins() {
        let text = "# all\n[one]\nhost=a\n[two]\n# port=1\nhost = b\nport=2\n\n[three]\nhost=c\n";
        let two = [("host".to_owned(), "b".to_owned()), ("port".to_owned(), "2".to_owned())];
        assert_eq!(section(text, "two").as_deref(), Some(two.as_slice()));
        assert_eq!(section(text, "four"), None);
    }
}
