//! What can be wrong with a configuration.

use std::{io, path::PathBuf, time::Duration};

use crate::{jose::algorithm::Algorithm, token::location::TokenLocation};

/// A configuration that `JwtManager::new` refuses, before any request is answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret has no bytes at all.
    #[error("the secret is empty; set a random one of at least 32 bytes")]
    EmptySecret,
    /// There is no key: neither in the code nor under a Python name.
    #[error(
        "there is no key for {algorithm}; give one in the code, or set {names}",
        names = if algorithm.is_symmetric() {
            "JWT_SECRET_KEY or SECRET_KEY"
        } else {
            "JWT_PRIVATE_KEY and JWT_PUBLIC_KEY"
        }
    )]
    NoKey {
        /// The algorithm that was to be used.
        algorithm: Algorithm,
    },
    /// The secret is shorter than the hash, so it is the weakest part (RFC 7518 section 3.2).
    #[error(
        "the secret is too short for {algorithm}; \
         use at least {min} random bytes (`openssl rand -base64 {min}` makes one)",
        min = algorithm.min_secret_bytes()
    )]
    WeakSecret {
        /// The algorithm that the secret is for.
        algorithm: Algorithm,
    },
    /// A shared secret was given for an algorithm that needs a key pair.
    #[error("{algorithm} needs a key pair, not a secret; use HS256, HS384 or HS512 with a secret")]
    SecretForKeyPair {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
    },
    /// A key pair was given for an algorithm that needs a shared secret.
    #[error("{algorithm} needs a secret, not a key pair")]
    KeyPairForSecret {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
    },
    /// The keys were made for another algorithm than the configured one.
    #[error("no key is for {algorithm}; make the keys for it, or leave the algorithm out")]
    KeyForAnotherAlgorithm {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
    },
    /// A key in PEM or OpenSSH form was given as a secret; if it is a public one, everybody could
    /// sign with it.
    #[error(
        "the secret for {algorithm} is a key of a key pair; \
         give it as `KeySource::pem_pair`, with an algorithm such as ES256"
    )]
    KeyAsSecret {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
    },
    /// The PEM is no key for the algorithm.
    #[error(
        "the {half} key is no PEM of a {half} key for {algorithm}; {}",
        if *half == "private" {
            "it has to begin with `-----BEGIN PRIVATE KEY-----`, \
             and `openssl pkcs8 -topk8 -nocrypt` turns others into that"
        } else {
            "it has to begin with `-----BEGIN PUBLIC KEY-----`, \
             and `openssl x509 -pubkey -noout` gets that out of a certificate"
        }
    )]
    InvalidPem {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// `private` or `public`.
        half: &'static str,
    },
    /// The file of a key could not be read.
    #[error("the key file {} could not be read: {kind}", .path.display())]
    UnreadableKeyFile {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        kind: io::ErrorKind,
    },
    /// The RSA modulus is shorter than 2048 bits (RFC 7518 section 3.3).
    #[error("the RSA key is too short; use at least 2048 bits")]
    WeakRsaKey,
    /// What the private key signs, the public key does not verify.
    #[error("the private and the public key do not belong together")]
    KeysDoNotMatch,
    /// Our own tokens could not be verified.
    #[error("no key verifies the {algorithm} tokens that are made; give the public half too")]
    NoVerifyingKey {
        /// The algorithm of new tokens.
        algorithm: Algorithm,
    },
    /// The back end can't sign or verify with the key.
    #[error("the key can't be used with its algorithm")]
    UnusableKey,
    /// Neither crypto feature is on.
    #[error("no crypto back end; turn on the feature `aws-lc-rs` or `rust-crypto` of jwt-fresh")]
    NoCryptoBackend,
    /// Both crypto features are on and the configuration does not choose.
    #[error(
        "two crypto back ends; turn off `aws-lc-rs` or `rust-crypto`, \
         or choose one with `JwtConfig::crypto_backend`"
    )]
    SeveralCryptoBackends,
    /// The chosen back end's feature is off.
    #[error("the chosen crypto back end is not compiled in; turn on its feature of jwt-fresh")]
    CryptoBackendNotCompiledIn,
    /// A lifetime of zero seconds; Python takes it for "never expires".
    #[error(
        "`{option}` is zero; give a longer time, or say `{never}` if tokens shall live for ever"
    )]
    ZeroLifetime {
        /// The method that set it.
        option: &'static str,
        /// The method that says "for ever" out loud.
        never: &'static str,
    },
    /// So much leeway that expired tokens would live on.
    #[error("a leeway of {} s is too much; give at most {} s", .0.as_secs(), Self::MAX_LEEWAY.as_secs())]
    LeewayTooLong(Duration),
    /// The name can't be the name of an HTTP header.
    #[error("`{option}` is no HTTP header name; use letters, digits and dashes")]
    InvalidHeaderName {
        /// The method that set it.
        option: &'static str,
    },
    /// The scheme can't stand in an HTTP header.
    #[error("`header_type` must be one word of visible ASCII without commas, or empty for none")]
    InvalidHeaderType,
    /// No token could ever be found.
    #[error("`token_locations` is empty; give at least one location")]
    NoTokenLocation,
    /// The same location twice.
    #[error("`token_locations` holds `{0}` twice; remove one")]
    TokenLocationTwice(TokenLocation),
    /// Browsers drop such a cookie.
    #[error("`SameSite::None` needs `cookie_secure(true)`; browsers drop the cookies otherwise")]
    SameSiteNoneWithoutSecure,
    /// Methods are asked about in capitals, so this one would protect no request.
    #[error(
        "`csrf_methods` holds a method in small letters, which protects nothing; \
             write `POST`, not `post`"
    )]
    CsrfMethodNotInCapitals,
    /// Browsers drop such a cookie (RFC 6265bis section 4.1.3.2).
    #[error("a cookie named `__Host-..` must be secure, without a domain, and for the path `/`")]
    HostPrefixNotAllowed,
    /// Browsers drop such a cookie (RFC 6265bis section 4.1.3.1).
    #[error("a cookie named `__Secure-..` must be secure; say `cookie_secure(true)`")]
    SecurePrefixNotAllowed,
    /// The name can't be the name of a cookie.
    #[error("a cookie's name must be visible ASCII without separators")]
    InvalidCookieName,
    /// The path can't be the path of a cookie.
    #[error("a cookie's path must start with `/` and be visible ASCII without `;`")]
    InvalidCookiePath,
    /// The domain can't be the domain of a cookie.
    #[error("`cookie_domain` is no host name")]
    InvalidCookieDomain,
    /// A name that begins with `JWT_` but is no option of either Python library.
    #[error("`{name}` is no option; see the list in the porting guide")]
    UnknownOption {
        /// The name that was given.
        name: String,
    },
    /// An option of the other Python library.
    #[error("`{name}` is no option of {library}; leave it out")]
    OptionOfAnotherLibrary {
        /// The option's Python name.
        name: &'static str,
        /// Whose options the configuration has.
        library: &'static str,
    },
    /// The value of an option that is set by its Python name can't be read. It is not repeated,
    /// for it may be a key.
    #[error("`{name}` is malformed; expected {expected}")]
    MalformedOption {
        /// The option's Python name.
        name: &'static str,
        /// What the option takes.
        expected: &'static str,
    },
    /// The blacklist is to be asked, but nobody answers (Quart's `RuntimeError`).
    #[error(
        "`blacklist_enabled` is on, but there is nobody to ask; \
         set `token_in_blocklist_loader` or `revocation_store`"
    )]
    BlacklistWithoutCallback,
    /// More tokens would be remembered than memory is to be spent on.
    #[error(
        "`verified_token_cache` is too large; give at most {}",
        Self::MAX_CACHED_TOKENS
    )]
    CacheTooLarge,
    /// A claim name is empty, or is one that the token already uses for something else.
    #[error("`{option}` is empty or the name of a claim that has another meaning")]
    ReservedClaim {
        /// The method that set it.
        option: &'static str,
    },
}

impl ConfigError {
    /// The most tokens that a worker remembers: some hundred megabytes of them.
    pub(crate) const MAX_CACHED_TOKENS: usize = 1 << 18;
    /// The most leeway that is taken: clocks of servers differ by seconds, not by hours.
    pub(crate) const MAX_LEEWAY: Duration = Duration::from_secs(300);
}
