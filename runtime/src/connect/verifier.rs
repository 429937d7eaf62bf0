//! What makes a server's certificate good, as libpq sees it.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{VerifierBuilderError, WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};
use x509_cert::der::oid::db::rfc4519::COMMON_NAME;
use x509_cert::der::oid::db::rfc5280::ID_CE_SUBJECT_ALT_NAME;

/// Checks that the other side holds the key of its certificate, and who it is if that is asked for.
#[derive(Debug)]
pub(super) struct Verifier {
    provider: Arc<CryptoProvider>,
    /// Nothing for `prefer` and `require`, which ask for encryption and not for identity.
    identity: Option<Identity>,
}

/// Checks the chain, and the name of the host where that is asked for.
#[derive(Debug)]
struct Identity {
    chain: Arc<WebPkiServerVerifier>,
    /// The roots as they are: a server may show one of them as its own certificate.
    roots: Vec<CertificateDer<'static>>,
    check_name: bool,
}

impl Verifier {
    /// Accepts every certificate.
    pub(super) fn of_nobody(provider: Arc<CryptoProvider>) -> Self {
        Self { provider, identity: None }
    }

    /// Accepts what the roots vouch for.
    pub(super) fn of_identity(
        store: RootCertStore,
        roots: Vec<CertificateDer<'static>>,
        check_name: bool,
        provider: Arc<CryptoProvider>,
    ) -> Result<Self, VerifierBuilderError> {
        let builder =
            WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(&provider));
        let identity = Identity { chain: builder.build()?, roots, check_name };
        Ok(Self { provider, identity: Some(identity) })
    }
}

impl Identity {
    fn check(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        (ocsp_response, now): (&[u8], UnixTime),
    ) -> Result<(), Error> {
        if self.roots.contains(shown) {
            // A certificate that signed itself is an authority as well, which the chain's check
            // refuses for a server; the manual of PostgreSQL teaches to make them so.
            check_validity(shown, now)?;
        } else {
            self.check_chain(shown, intermediates, host, (ocsp_response, now))?;
        }
        self.check_name(shown, host)
    }

    fn check_chain(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        (ocsp_response, now): (&[u8], UnixTime),
    ) -> Result<(), Error> {
        use CertificateError::{NotValidForName, NotValidForNameContext};

        match self.chain.verify_server_cert(shown, intermediates, host, ocsp_response, now) {
            // The chain is looked at first, so it is good when only the name is wrong.
            Ok(_)
            | Err(Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })) => {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// The name of the host against the alternative names, or against the common name of a
    /// certificate that has none, as the manual of PostgreSQL teaches to make them.
    fn check_name(&self, shown: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), Error> {
        if !self.check_name {
            return Ok(());
        }
        let outcome = verify_server_name(&ParsedCertificate::try_from(shown)?, host);
        match lone_common_name(shown) {
            Some(name) if outcome.is_err() && name_fits(&name, &host.to_str()) => Ok(()),
            _ => outcome,
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(identity) = &self.identity {
            identity.check(shown, intermediates, host, (ocsp_response, now))?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, shown, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, shown, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn parse(shown: &CertificateDer<'_>) -> Result<x509_cert::TbsCertificate, Error> {
    x509_cert::Certificate::from_der(shown)
        .map(|certificate| certificate.tbs_certificate)
        .map_err(|_| Error::InvalidCertificate(CertificateError::BadEncoding))
}

fn check_validity(shown: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
    let validity = parse(shown)?.validity;
    let seconds = now.as_secs();
    if seconds < validity.not_before.to_unix_duration().as_secs() {
        return Err(Error::InvalidCertificate(CertificateError::NotValidYet));
    }
    if seconds > validity.not_after.to_unix_duration().as_secs() {
        return Err(Error::InvalidCertificate(CertificateError::Expired));
    }
    Ok(())
}

/// The common name of a certificate without alternative names.
fn lone_common_name(shown: &CertificateDer<'_>) -> Option<String> {
    let certificate = parse(shown).ok()?;
    let mut extensions = certificate.extensions.iter().flatten();
    if extensions.any(|extension| extension.extn_id == ID_CE_SUBJECT_ALT_NAME) {
        return None;
    }
    let mut attributes = certificate.subject.0.iter().flat_map(|name| name.0.iter());
    let value = &attributes.rfind(|attribute| attribute.oid == COMMON_NAME)?.value;
    let utf8 = Utf8StringRef::try_from(value).map(|text| text.as_str().to_owned());
    let name =
        utf8.or_else(|_| PrintableStringRef::try_from(value).map(|text| text.as_str().to_owned()));
    name.ok()
}

/// Whether a name, its first label perhaps a star, is the host's.
fn name_fits(name: &str, host: &str) -> bool {
    name.eq_ignore_ascii_case(host)
        || name.strip_prefix("*.").zip(host.split_once('.')).is_some_and(|(name, (label, host))| {
            !label.is_empty() && name.eq_ignore_ascii_case(host)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn star_stands_for_one_label() {
        assert!(name_fits("DB.example.com", "db.example.com"));
        assert!(name_fits("*.example.com", "db.example.com"));
        assert!(!name_fits("*.example.com", "a.db.example.com"));
        assert!(!name_fits("*.example.com", "example.com"));
        assert!(!name_fits("example.com", "db.example.com"));
    }
}
