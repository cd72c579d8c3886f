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
/// option. Patterns end in `..`, as variants may get more fields:
///
/// ```
/// use jwt_fresh::{ConfigError, JwtConfig, JwtManager};
///
/// let error = JwtManager::new(JwtConfig::new("short")).unwrap_err();
/// assert!(matches!(error, ConfigError::WeakSecret { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret has no bytes.
    #[error("the secret is empty; set a random one of at least 32 bytes")]
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
    WeakSecret {
        /// The algorithm that the secret is for.
        algorithm: Algorithm,
    },
    /// A shared secret was given for an algorithm that needs a key pair.
    #[error("{algorithm} needs a key pair, not a secret; use HS256, HS384 or HS512 with a secret")]
    #[non_exhaustive]
    SecretForKeyPair {
        /// The algorithm that needs a key pair.
        algorithm: Algorithm,
    },
    /// A key pair was given for an algorithm that needs a shared secret.
    #[error(
        "{algorithm} needs a secret, not a key pair; \
         use an algorithm such as ES256 with a key pair"
    )]
    #[non_exhaustive]
    KeyPairForSecret {
        /// The algorithm that needs a secret.
        algorithm: Algorithm,
    },
    /// The keys are for another algorithm than the configured one.
    #[error("no key is for {algorithm}; make the keys for it, or leave the algorithm out")]
    #[non_exhaustive]
    KeyForAnotherAlgorithm {
        /// The configured algorithm.
        algorithm: Algorithm,
    },
    /// A key of a pair, or a certificate, was given as a secret: PEM, DER, base64, hexadecimal, a JWK or
    /// OpenSSH's forms. If it is a public key, everybody could sign with it (RFC 8725 section 2.1).
    #[error(
        "the secret for {algorithm} is a key of a key pair; \
         give it as `KeySource::pem_pair`, with an algorithm such as ES256"
    )]
    #[non_exhaustive]
    KeyAsSecret {
        /// The algorithm that the secret is for.
        algorithm: Algorithm,
    },
    /// The text contains no key for the algorithm, or more than one.
    #[error(
        "the {half} key is of no use for {algorithm}: {reason} ({algorithm} needs {needed})",
        needed = needed_key(*algorithm)
    )]
    #[non_exhaustive]
    InvalidPem {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// `private` or `public`.
        half: &'static str,
        /// What the text is instead, and what to do.
        reason: &'static str,
    },
    /// The file of a key could not be read.
    #[error("the key file {} could not be read: {kind}", .path.display())]
    #[non_exhaustive]
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
    #[non_exhaustive]
    WeakRsaKey,
    /// The public key does not verify what the private key signs.
    #[error("the private and the public key do not belong together; give both halves of one pair")]
    #[non_exhaustive]
    KeysDoNotMatch,
    /// Two verifying keys are for one algorithm. The second would verify nothing.
    #[error(
        "there are several verifying keys for {algorithm}, of which only one would be used; leave one of \
         them, or choose one for each token in `decode_key_loader`"
    )]
    #[non_exhaustive]
    SeveralKeys {
        /// The algorithm.
        algorithm: Algorithm,
    },
    /// New tokens could not be verified.
    #[error("no key verifies the {algorithm} tokens that are made; give the public half too")]
    #[non_exhaustive]
    NoVerifyingKey {
        /// The algorithm of new tokens.
        algorithm: Algorithm,
    },
    /// The crypto back end can't sign or verify with the key.
    #[error("the key can't be used with its algorithm; make one for that algorithm")]
    #[non_exhaustive]
    UnusableKey {
        /// The error of the crypto back end.
        source: ErrorSource,
    },
    /// Neither crypto feature is enabled.
    #[error("no crypto back end; enable the feature `aws-lc-rs` or `rust-crypto` of jwt-fresh")]
    #[non_exhaustive]
    NoCryptoBackend,
    /// The feature of the chosen back end is not enabled.
    #[error("the chosen crypto back end is not compiled in; enable its feature of jwt-fresh")]
    #[non_exhaustive]
    CryptoBackendNotCompiledIn,
    /// A lifetime is zero seconds; Python takes that for "never expires".
    #[error("`{option}` is zero; give a longer time, or use `{never}` for tokens without an end")]
    #[non_exhaustive]
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
    #[non_exhaustive]
    RejectsOwnTokens {
        /// The type of the tokens.
        token_type: TokenType,
        /// The options that do not fit each other, and what to write.
        reason: &'static str,
    },
    /// The leeway is so long that expired tokens would remain valid.
    #[error("a leeway of {} s is too long; give at most {} s", leeway.as_secs(), Self::MAX_LEEWAY.as_secs())]
    #[non_exhaustive]
    LeewayTooLong {
        /// The leeway that was given.
        leeway: Duration,
    },
    /// A timeout is zero, so that nothing that waits could finish.
    #[error("`{option}` is zero, so that nothing could finish in time; give a longer time")]
    #[non_exhaustive]
    ZeroTimeout {
        /// The method that set it.
        option: &'static str,
    },
    /// An identity could not have a session.
    #[error("`max_sessions` is zero, so that nobody could log in; give at least 1")]
    #[non_exhaustive]
    NoSessions,
    /// A refresh token would be answered with its own generation for longer than one of the generation
    /// before is accepted.
    #[error(
        "`rotation_settle` ({settle:?}) is longer than `rotation_grace` ({grace:?}); make it shorter"
    )]
    #[non_exhaustive]
    SettleBeyondGrace {
        /// The time that was given to `rotation_settle`.
        settle: Duration,
        /// The time that was given to `rotation_grace`.
        grace: Duration,
    },
    /// Both a session store and a revocation store are set.
    #[error(
        "`session_store` and `revocation_store` are both set, and a session store keeps revocations too; \
         remove `revocation_store`"
    )]
    #[non_exhaustive]
    TwoStores,
    /// The text is not a valid HTTP header name.
    #[error("`{option}` is not an HTTP header name; use letters, digits and dashes")]
    #[non_exhaustive]
    InvalidHeaderName {
        /// The method that set it.
        option: &'static str,
    },
    /// The scheme is not valid in an HTTP header.
    #[error("`header_type` must be one word of visible ASCII without commas, or empty for none")]
    #[non_exhaustive]
    InvalidHeaderType,
    /// There is no location, so no token could be found.
    #[error("`token_locations` is empty; give at least one location")]
    #[non_exhaustive]
    NoTokenLocation,
    /// A location is listed twice.
    #[error("`token_locations` contains `{location}` twice; remove one")]
    #[non_exhaustive]
    TokenLocationTwice {
        /// The location.
        location: TokenLocation,
    },
    /// Browsers reject cookies with `SameSite=None` that are not `Secure`.
    #[error("`SameSite::None` needs `cookie_secure(true)`; browsers reject the cookies otherwise")]
    #[non_exhaustive]
    SameSiteNoneWithoutSecure,
    /// Methods are compared in capitals, so one in lower case would protect no request.
    #[error(
        "`csrf_methods` contains a method in lower case, which protects nothing; \
         write `POST`, not `post`"
    )]
    #[non_exhaustive]
    CsrfMethodNotInCapitals,
    /// The text is not an origin, so it could never match.
    #[error(
        "`trusted_origins` contains a text that is not an origin; write scheme, host and port as \
         browsers send them, such as `https://app.example.com`, without a path, and the page's \
         `https` rather than `wss`"
    )]
    #[non_exhaustive]
    InvalidTrustedOrigin,
    /// Browsers reject the cookie (RFC 6265bis section 4.1.3.2).
    #[error("a cookie named `__Host-..` must be secure, without a domain, and for the path `/`")]
    #[non_exhaustive]
    HostPrefixNotAllowed,
    /// Browsers reject the cookie (RFC 6265bis section 4.1.3.1).
    #[error("a cookie named `__Secure-..` must be secure; set `cookie_secure(true)`")]
    #[non_exhaustive]
    SecurePrefixNotAllowed,
    /// The text is not a valid cookie name.
    #[error("a cookie's name must be visible ASCII without separators")]
    #[non_exhaustive]
    InvalidCookieName,
    /// Two cookies have one name, so one would replace the other, or be taken for it.
    #[error(
        "two of the cookies for access tokens, refresh tokens and their CSRF values have one name; \
         give each a name of its own"
    )]
    #[non_exhaustive]
    CookiesOfOneName,
    /// A former cookie is where a cookie is now, so it would be deleted.
    #[error(
        "`former_cookies` contains the present name, domain and path of a cookie; \
         list only where cookies were before"
    )]
    #[non_exhaustive]
    FormerCookieInUse,
    /// The text is not a valid cookie path.
    #[error("a cookie's path must start with `/`, without control characters")]
    #[non_exhaustive]
    InvalidCookiePath,
    /// The text is not a valid cookie domain.
    #[error("`cookie_domain` is not a host name; write one such as `example.com`")]
    #[non_exhaustive]
    InvalidCookieDomain,
    /// The name begins with `JWT_`, but neither Python library has that option.
    #[error("`{name}` is not an option; see the list in the porting guide")]
    #[non_exhaustive]
    UnknownOption {
        /// The name that was given.
        name: String,
    },
    /// The option belongs to the other Python library.
    #[error("`{name}` is not an option of {library}; leave it out")]
    #[non_exhaustive]
    OptionOfAnotherLibrary {
        /// The option's Python name.
        name: &'static str,
        /// The library whose options the configuration has.
        library: &'static str,
    },
    /// The value of an option that is set by its Python name is malformed. The error does not
    /// contain the value, which may be a key.
    #[error("`{name}` is malformed; expected {expected}")]
    #[non_exhaustive]
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
    #[non_exhaustive]
    BlacklistWithoutCallback,
    /// A list that was given is empty, which would turn a check off in silence.
    #[error(
        "`{option}` was given an empty list, which turns its check off; \
         name at least one value, or leave the option out"
    )]
    #[non_exhaustive]
    EmptyList {
        /// The method that set it.
        option: &'static str,
    },
    /// `user_lookup_loader` finds a user whose type can say that there is none.
    #[error(
        "`user_lookup_loader` returns users of the type `{user}`, so that a user who was not found \
         counts as found; return `Option<U>`, or `Result<Option<U>, E>` with `?` after the query"
    )]
    #[non_exhaustive]
    OptionalUser {
        /// The type of the user.
        user: &'static str,
    },
    /// The cache of verified tokens would take too much memory.
    #[error(
        "`verified_token_cache` is too large; give at most {}",
        Self::MAX_CACHED_TOKENS
    )]
    #[non_exhaustive]
    CacheTooLarge,
    /// The message and the code of an error body would have one key.
    #[error(
        "`error_code_key` is the same as `error_message_key`; choose another name, such as `code`"
    )]
    #[non_exhaustive]
    ErrorKeysEqual,
    /// A claim name is empty, or the token already uses it for something else.
    #[error(
        "`{option}` is empty or the name of a claim that has another meaning; \
         choose another name"
    )]
    #[non_exhaustive]
    ReservedClaim {
        /// The method that set it.
        option: &'static str,
    },
    /// A claim that is to be carried over is none of the app's own.
    #[error(
        "`carry_claims` names `{name}`, which is empty or a claim that a renewal sets or copies by itself; \
         remove it"
    )]
    #[non_exhaustive]
    CarriedClaim {
        /// The name.
        name: String,
    },
    /// Cookies are to be renewed, but none ever would be.
    #[error("`implicit_refresh` would never renew a cookie: {reason}")]
    #[non_exhaustive]
    NeverRenews {
        /// What to write instead.
        reason: &'static str,
    },
    /// A CSRF value in the header would be taken for a token.
    #[error(
        "`header_type` is empty, so that all of the header `{header}` is a token, and a CSRF value is expected in \
         the same header; set a `header_type`, or choose another header in `header_name` or `{option}`"
    )]
    #[non_exhaustive]
    CsrfHeaderIsTokenHeader {
        /// The name of the header.
        header: String,
        /// The method that set the header of the CSRF value.
        option: &'static str,
    },
    /// Cookies are to be renewed, but the callback that gives the claims of a new token expects what
    /// the login passed to `create_access_token`, which a renewal does not have.
    #[error(
        "`implicit_refresh` with `user_identity_loader` needs `renewal_claims_loader`, \
         which gets the identity in the token; if the app adds no claims, let it return `json!({{}})`"
    )]
    #[non_exhaustive]
    NoRenewalClaimsLoader,
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

/// The kind of key pair that an algorithm needs, for an error.
fn needed_key(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::ES256 => "a key on the curve P-256",
        Algorithm::ES384 => "a key on the curve P-384",
        Algorithm::EdDSA => "an Ed25519 key",
        _ => "an RSA key",
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
