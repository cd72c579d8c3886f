//! [`OutsideSigner`]: a private key outside of the process, and [`OutsideKey`]: it with its public half.

use std::{error::Error, fmt, future::Future, pin::Pin, sync::Arc};

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    error::{config_error::ConfigError, jwt_error::BoxError},
    jose::{algorithm::Algorithm, known_header::KnownHeader},
    keys::{prepared::verifiers::Verifiers, verifying_key::VerifyingKey},
};

/// Signs tokens with a key that never is in this process, such as in an HSM or a key management service.
///
/// Pass it to [`KeySource::outside`](crate::KeySource::outside), with the public key:
///
/// ```
/// use jwt_fresh::{Algorithm, ConfigError, JwtConfig, JwtManager, KeySource, OutsideSigner, VerifyingKey};
/// # struct Client;
/// # impl Client {
/// #     async fn sign(&self, _: &str, _: &[u8]) -> std::io::Result<Vec<u8>> { Ok(Vec::new()) }
/// # }
///
/// struct Kms {
///     client: Client,
/// }
///
/// impl OutsideSigner for Kms {
///     type Error = std::io::Error;
///
///     async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Self::Error> {
///         self.client.sign("keys/jwt", message).await
///     }
/// }
///
/// fn manager(client: Client, public_pem: &[u8]) -> Result<JwtManager, ConfigError> {
///     let public = VerifyingKey::from_pem(Algorithm::RS256, public_pem)?;
///     JwtManager::new(JwtConfig::new(KeySource::outside(Kms { client }, public)?))
/// }
/// ```
///
/// Tokens are then made by `create_access_token("alice").await?`; `.encode()` is an error, as it does not
/// wait. Each signature is verified with the public key before the token is returned. One that takes longer
/// than [`callback_timeout`](crate::JwtConfig::callback_timeout) has failed.
pub trait OutsideSigner: Send + Sync + 'static {
    /// Why the message was not signed. It is written to the log, and never to a response.
    type Error: Into<Box<dyn Error + Send + Sync>>;

    /// Signs a message with the algorithm of the public key, as JWS defines it (RFC 7518 section 3.1).
    ///
    /// The message is not hashed yet. A signature of ES256 or ES384 is `r` and `s` one after the other,
    /// 64 or 96 bytes (section 3.4); key management services often return DER in its place, which has
    /// to be converted.
    ///
    /// # Errors
    ///
    /// Any error: no token is made, and the response is an opaque 500.
    fn sign(&self, message: &[u8]) -> impl Future<Output = Result<Vec<u8>, Self::Error>>;
}

type Signing<'s> = Pin<Box<dyn Future<Output = Result<Vec<u8>, BoxError>> + 's>>;

/// The object-safe form of [`OutsideSigner`], with boxed futures.
trait AnySigner: Send + Sync {
    fn sign<'s>(&'s self, message: &'s [u8]) -> Signing<'s>;
}

impl<S: OutsideSigner> AnySigner for S {
    fn sign<'s>(&'s self, message: &'s [u8]) -> Signing<'s> {
        Box::pin(async move { OutsideSigner::sign(self, message).await.map_err(Into::into) })
    }
}

/// A private key outside of the process, whose public half is known.
#[derive(Clone)]
pub(crate) struct OutsideKey {
    signer: Arc<dyn AnySigner>,
    public: VerifyingKey,
    known_header: Arc<KnownHeader>,
}

impl OutsideKey {
    /// An error for an algorithm with a shared secret: that would be known here.
    pub(crate) fn new(
        signer: impl OutsideSigner,
        public: VerifyingKey,
    ) -> Result<Self, ConfigError> {
        let algorithm = public.algorithm();
        if algorithm.is_symmetric() {
            return Err(ConfigError::KeyPairForSecret { algorithm });
        }
        Ok(Self {
            signer: Arc::new(signer),
            public,
            known_header: Arc::new(KnownHeader::canonical(algorithm)),
        })
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.public.algorithm()
    }

    pub(crate) fn public(&self) -> &VerifyingKey {
        &self.public
    }

    /// The encoded header that contains nothing but the algorithm and the type.
    pub(crate) fn known_header(&self) -> &str {
        &self.known_header.segment
    }

    /// Signs the message, and checks that the signature fits the public key.
    pub(crate) async fn sign(
        &self,
        message: &[u8],
        crypto: &CryptoProvider,
    ) -> Result<Vec<u8>, BoxError> {
        let signature = self.signer.sign(message).await?;
        let verifiers = Verifiers::new(crypto, std::slice::from_ref(&self.public))?;
        let verifier = verifiers.for_algorithm(self.algorithm().name());
        if verifier.is_some_and(|verifier| verifier.accepts(message, &signature)) {
            return Ok(signature);
        }
        Err(self.mismatch(&signature).into())
    }

    /// What may be wrong with a signature that the public key does not fit.
    #[cold]
    fn mismatch(&self, signature: &[u8]) -> String {
        let algorithm = self.algorithm();
        let expected = match algorithm {
            Algorithm::ES256 => Some(64),
            Algorithm::ES384 => Some(96),
            _ => None,
        };
        match expected {
            Some(bytes) if signature.len() != bytes => format!(
                "a signature of {algorithm} is `r` and `s` one after the other, {bytes} bytes, and this \
                 one has {}; convert it from DER",
                signature.len()
            ),
            _ => format!(
                "the signature does not fit the public key; is it for {algorithm}, of the message itself, \
                 and with the private key of that public key?"
            ),
        }
    }
}

impl fmt::Debug for OutsideKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutsideKey").finish_non_exhaustive()
    }
}
