//! [`ConfigError`]: the mistakes in a configuration, each with what to write instead.

use std::{error::Error, fmt, io, path::PathBuf, time::Duration};

use crate::{
    error::error_source::ErrorSource,
    jose::algorithm::Algorithm,
    token::{location::TokenLocation, token_type::TokenType},
};

/// A mistake in a configuration, found before the server starts.
///
/// The text says what is wrong and what to write. It never contains a key or the value of an
/// option.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret has no bytes.
    #[error("the secret is empty; set a random one of at least 32 bytes")]
    EmptySecret,
    /// No key is configured: neither in the code nor under a Python name.
    #[error(
        "there is no key for {algorithm}; give one in the code, or set {names}",
        names = if algorithm.is_symmetric() {
            "JWT_SECRET_KEY or SECRET_KEY"
        } else {
            "JWT_PRIVATE_KEY and JWT_PUBLIC_KEY"
        }
    )]
    NoKey {
        /// The algorithm that a key is needed for.
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
        /// The algorithm that needs a key pair.
        algorithm: Algorithm,
    },
    /// A key pair was given for an algorithm that needs a shared secret.
    #[error(
        "{algorithm} needs a secret, not a key pair; \
         use an algorithm such as ES256 with a key pair"
    )]
    KeyPairForSecret {
        /// The algorithm that needs a secret.
        algorithm: Algorithm,
    },
    /// The keys are for another algorithm than the configured one.
    #[error("no key is for {algorithm}; make the keys for it, or leave the algorithm out")]
    KeyForAnotherAlgorithm {
        /// The configured algorithm.
        algorithm: Algorithm,
    },
    /// A key in PEM or OpenSSH form was given as a secret. If it is a public key, everybody could
    /// sign with it (RFC 8725 section 2.1).
    #[error(
        "the secret for {algorithm} is a key of a key pair; \
         give it as `KeySource::pem_pair`, with an algorithm such as ES256"
    )]
    KeyAsSecret {
        /// The algorithm that the secret is for.
        algorithm: Algorithm,
    },
    /// The PEM is not a key for the algorithm.
    #[error(
        "the {half} key is not the PEM of a {half} key for {algorithm}; {}",
        if *half == "private" {
            "it has to begin with `-----BEGIN PRIVATE KEY-----`, \
             and `openssl pkcs8 -topk8 -nocrypt` converts others to that"
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
        /// The kind of the error.
        kind: io::ErrorKind,
        /// The error: an [`io::Error`].
        source: ErrorSource,
    },
    /// The RSA modulus is shorter than 2048 bits (RFC 7518 section 3.3).
    #[error("the RSA key is too short; use one of at least 2048 bits")]
    WeakRsaKey,
    /// The public key does not verify what the private key signs.
    #[error("the private and the public key do not belong together; give both halves of one pair")]
    KeysDoNotMatch,
    /// New tokens could not be verified.
    #[error("no key verifies the {algorithm} tokens that are made; give the public half too")]
    NoVerifyingKey {
        /// The algorithm of new tokens.
        algorithm: Algorithm,
    },
    /// The crypto back end can't sign or verify with the key.
    #[error("the key can't be used with its algorithm; make one for that algorithm")]
    UnusableKey {
        /// The error of the crypto back end.
        source: ErrorSource,
    },
    /// Neither crypto feature is enabled.
    #[error("no crypto back end; enable the feature `aws-lc-rs` or `rust-crypto` of jwt-fresh")]
    NoCryptoBackend,
    /// Both crypto features are enabled and the configuration does not choose.
    #[error(
        "two crypto back ends; disable the feature `aws-lc-rs` or `rust-crypto`, \
         or choose one with `JwtConfig::crypto_backend`"
    )]
    SeveralCryptoBackends,
    /// The feature of the chosen back end is not enabled.
    #[error("the chosen crypto back end is not compiled in; enable its feature of jwt-fresh")]
    CryptoBackendNotCompiledIn,
    /// A lifetime is zero seconds; Python takes that for "never expires".
    #[error("`{option}` is zero; give a longer time, or use `{never}` for tokens without an end")]
    ZeroLifetime {
        /// The method that set it.
        option: &'static str,
        /// The method for tokens that never expire.
        never: &'static str,
    },
    /// The manager would reject the tokens that it makes.
    #[error(
        "{token_type} tokens that are made would be rejected: {reason}; \
         or call `signs_for_others` if they are for another service"
    )]
    RejectsOwnTokens {
        /// The type of the tokens.
        token_type: TokenType,
        /// The options that do not fit each other, and what to write.
        reason: &'static str,
    },
    /// The leeway is so long that expired tokens would remain valid.
    #[error("a leeway of {} s is too long; give at most {} s", .0.as_secs(), Self::MAX_LEEWAY.as_secs())]
    LeewayTooLong(Duration),
    /// A timeout is zero, so that nothing that waits could finish.
    #[error("`{option}` is zero, so that nothing could finish in time; give a longer time")]
    ZeroTimeout {
        /// The method that set it.
        option: &'static str,
    },
    /// The text is not a valid HTTP header name.
    #[error("`{option}` is not an HTTP header name; use letters, digits and dashes")]
    InvalidHeaderName {
        /// The method that set it.
        option: &'static str,
    },
    /// The scheme is not valid in an HTTP header.
    #[error("`header_type` must be one word of visible ASCII without commas, or empty for none")]
    InvalidHeaderType,
    /// There is no location, so no token could be found.
    #[error("`token_locations` is empty; give at least one location")]
    NoTokenLocation,
    /// A location is listed twice.
    #[error("`token_locations` contains `{0}` twice; remove one")]
    TokenLocationTwice(TokenLocation),
    /// Browsers reject cookies with `SameSite=None` that are not `Secure`.
    #[error("`SameSite::None` needs `cookie_secure(true)`; browsers reject the cookies otherwise")]
    SameSiteNoneWithoutSecure,
    /// Methods are compared in capitals, so one in lower case would protect no request.
    #[error(
        "`csrf_methods` contains a method in lower case, which protects nothing; \
         write `POST`, not `post`"
    )]
    CsrfMethodNotInCapitals,
    /// The text is not an origin, so it could never match.
    #[error(
        "`trusted_origins` contains a text that is not an origin; write scheme, host and port as \
         browsers send them, such as `https://app.example.com`, without a path, and the page's \
         `https` rather than `wss`"
    )]
    InvalidTrustedOrigin,
    /// Browsers reject the cookie (RFC 6265bis section 4.1.3.2).
    #[error("a cookie named `__Host-..` must be secure, without a domain, and for the path `/`")]
    HostPrefixNotAllowed,
    /// Browsers reject the cookie (RFC 6265bis section 4.1.3.1).
    #[error("a cookie named `__Secure-..` must be secure; set `cookie_secure(true)`")]
    SecurePrefixNotAllowed,
    /// The text is not a valid cookie name.
    #[error("a cookie's name must be visible ASCII without separators")]
    InvalidCookieName,
    /// Two cookies have one name, so one would replace the other, or be taken for it.
    #[error(
        "two of the cookies for access tokens, refresh tokens and their CSRF values have one name; \
         give each a name of its own"
    )]
    CookiesOfOneName,
    /// The text is not a valid cookie path.
    #[error("a cookie's path must start with `/`, without control characters")]
    InvalidCookiePath,
    /// The text is not a valid cookie domain.
    #[error("`cookie_domain` is not a host name; write one such as `example.com`")]
    InvalidCookieDomain,
    /// The name begins with `JWT_`, but neither Python library has that option.
    #[error("`{name}` is not an option; see the list in the porting guide")]
    UnknownOption {
        /// The name that was given.
        name: String,
    },
    /// The option belongs to the other Python library.
    #[error("`{name}` is not an option of {library}; leave it out")]
    OptionOfAnotherLibrary {
        /// The option's Python name.
        name: &'static str,
        /// The library whose options the configuration has.
        library: &'static str,
    },
    /// The value of an option that is set by its Python name is malformed. The error does not
    /// contain the value, which may be a key.
    #[error("`{name}` is malformed; expected {expected}")]
    MalformedOption {
        /// The option's Python name.
        name: &'static str,
        /// What the option accepts.
        expected: &'static str,
    },
    /// The blocklist is enabled, but nothing is registered that could check it (Quart's
    /// `RuntimeError`).
    #[error(
        "`blacklist_enabled` is set, but neither `token_in_blocklist_loader` \
         nor `revocation_store` is; set one of them"
    )]
    BlacklistWithoutCallback,
    /// A list that was given is empty, which would turn a check off in silence.
    #[error(
        "`{option}` was given an empty list, which turns its check off; \
         name at least one value, or leave the option out"
    )]
    EmptyList {
        /// The method that set it.
        option: &'static str,
    },
    /// `user_lookup_loader` finds a user whose type can say that there is none.
    #[error(
        "`user_lookup_loader` returns users of the type `{user}`, so that a user who was not found \
         counts as found; return `Option<U>`, or `Result<Option<U>, E>` with `?` after the query"
    )]
    OptionalUser {
        /// The type of the user.
        user: &'static str,
    },
    /// The cache of verified tokens would take too much memory.
    #[error(
        "`verified_token_cache` is too large; give at most {}",
        Self::MAX_CACHED_TOKENS
    )]
    CacheTooLarge,
    /// A claim name is empty, or the token already uses it for something else.
    #[error(
        "`{option}` is empty or the name of a claim that has another meaning; \
         choose another name"
    )]
    ReservedClaim {
        /// The method that set it.
        option: &'static str,
    },
}

impl ConfigError {
    /// The most tokens that a worker caches: some hundred megabytes.
    pub(crate) const MAX_CACHED_TOKENS: usize = 1 << 18;
    /// The longest leeway: the clocks of servers differ by seconds, not by hours.
    pub(crate) const MAX_LEEWAY: Duration = Duration::from_secs(300);

    /// [`UnusableKey`](Self::UnusableKey) for an error of the crypto back end.
    pub(crate) fn unusable_key(error: impl Error + Send + Sync + 'static) -> Self {
        Self::UnusableKey {
            source: ErrorSource::new(error),
        }
    }
}

/// So that `JwtManager::new(config)?` works in a `main` that returns [`io::Result`]. Such a `main`
/// prints the `Debug` form of its error, which is the text of the `ConfigError` here.
impl From<ConfigError> for io::Error {
    fn from(error: ConfigError) -> Self {
        Self::other(StartError(error))
    }
}

/// A `ConfigError` whose `Debug` form is its text.
#[derive(thiserror::Error)]
#[error(transparent)]
struct StartError(ConfigError);

impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
