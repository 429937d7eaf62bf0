//! rustls, told to do what libpq does with OpenSSL.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    error::ConnectError,
    private_file::is_private,
    ssl_mode::{Roots, SslMode},
    target::Target,
    verifier::Verifier,
};

pub(super) type Connector = MakeRustlsConnect;

/// Puts together what the driver needs for encrypted connections to a target.
pub(super) fn connector(target: &Target) -> Result<Connector, ConnectError> {
    let provider = Arc::new(ring::default_provider());
    let unusable = |path: &Path, reason: &dyn ToString| ConnectError::TlsFile {
        target: target.to_string(),
        path: path.to_path_buf(),
        reason: reason.to_string(),
    };
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(Path::new("TLS"), &error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier(target, provider)?);
    let mut config = match &target.tls.identity {
        Some((certificate, key)) if target.tls.mode > SslMode::Disable => {
            if !is_private(key) {
                return Err(unusable(key, &"others can read it (chmod 600)"));
            }
            let chain = certificates(certificate).map_err(|error| unusable(certificate, &error))?;
            let key_data =
                PrivateKeyDer::from_pem_file(key).map_err(|error| unusable(key, &error))?;
            let built = builder.with_client_auth_cert(chain, key_data);
            built.map_err(|error| unusable(certificate, &error))?
        }
        _ => builder.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

fn verifier(target: &Target, provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, ConnectError> {
    if !target.tls.mode.verifies() {
        return Ok(Arc::new(Verifier::of_nobody(provider)));
    }
    let no_roots = |path| ConnectError::NoRoots { target: target.to_string(), path };
    let (found, path) = match &target.tls.roots {
        Some(Roots::System) => (rustls_native_certs::load_native_certs().certs, None),
        Some(Roots::File(path)) => {
            let found = certificates(path).map_err(|error| ConnectError::TlsFile {
                target: target.to_string(),
                path: path.clone(),
                reason: error.to_string(),
            })?;
            (found, Some(path.clone()))
        }
        None => (Vec::new(), None),
    };
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.iter().cloned());
    let check_name = target.tls.mode == SslMode::VerifyFull;
    Verifier::of_identity(roots, found, check_name, provider)
        .map(Arc::new)
        .map_err(|_| no_roots(path))
}

fn certificates(
    path: &Path,
) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    CertificateDer::pem_file_iter(path)?.collect()
}
