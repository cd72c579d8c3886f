//! The error of a request that is rejected, or that can't be authenticated.

use std::{borrow::Cow, fmt};

use crate::{
    error::{error_source::ErrorSource, python_repr::PythonStr},
    jose::malformed::Malformed,
    token::{decoded::decoded_token::DecodedToken, identity::Identity},
};

/// A result with a [`JwtError`], which is an HTTP response too.
pub type Result<T, E = JwtError> = std::result::Result<T, E>;

/// Why a request was rejected, or could not be authenticated.
///
/// Returned from a handler, it becomes the response of the Python libraries: the same status and
/// body. The messages are fixed: none repeats a token, a key or anything else that a client sent,
/// except for the identity of a token with a valid signature. Where another error is the cause,
/// [`source`](std::error::Error::source) returns that one.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwtError {
    /// No token in any location (Python's `NoAuthorizationError`).
    #[error("{0}")]
    MissingToken(Cow<'static, str>),
    /// The header is present but is not `Bearer <JWT>` (Python's `InvalidHeaderError`).
    #[error("{0}")]
    InvalidHeader(Cow<'static, str>),
    /// The token is malformed, forged, for another audience, or not valid yet (Python's
    /// `DecodeError`, `InvalidTokenError`).
    #[error("{0}")]
    InvalidToken(Cow<'static, str>),
    /// An access token where a refresh token is required, or the reverse (Python's
    /// `WrongTokenError`).
    #[error("{0}")]
    WrongTokenType(Cow<'static, str>),
    /// The token was in a cookie and the CSRF value was absent or wrong (Python's `CSRFError`).
    #[error("{0}")]
    CsrfFailed(Cow<'static, str>),
    /// The token was in a cookie, and the request came from another origin, or did not say from which:
    /// see [`trusted_origins`](crate::JwtConfig::trusted_origins).
    #[error("{}", Self::CROSS_ORIGIN)]
    CrossOrigin,
    /// The token is valid except that it has expired (Python's `ExpiredSignatureError`).
    #[error("Token has expired")]
    ExpiredToken(DecodedToken),
    /// The handler requires a fresh token (Python's `FreshTokenRequired`).
    #[error("Fresh token required")]
    FreshTokenRequired(DecodedToken),
    /// The handler requires a more recent login than the token's (RFC 9470). The response is that of
    /// [`FreshTokenRequired`](Self::FreshTokenRequired).
    #[error("Fresh token required")]
    LoginTooOld {
        /// The rejected token.
        token: DecodedToken,
        /// The greatest age of the login that the handler accepts, in seconds.
        max_age: u64,
    },
    /// The bearer lacks a role that the handler requires.
    #[error("Missing role")]
    MissingRole(DecodedToken),
    /// The token lacks a scope that the handler requires (RFC 6750 section 3.1).
    #[error("Missing scope")]
    MissingScope {
        /// The rejected token.
        token: DecodedToken,
        /// The scopes that are all required.
        all: Box<[String]>,
        /// The scopes of which one is required; empty if there are none.
        any: Box<[String]>,
    },
    /// The handler's own check, the argument `verify` of its attribute, rejected the token.
    #[error("Permission denied")]
    PermissionDenied(DecodedToken),
    /// The token was revoked (Python's `RevokedTokenError`).
    #[error("Token has been revoked")]
    RevokedToken(DecodedToken),
    /// The app's own check of the claims rejected them (Python's `UserClaimsVerificationError`).
    #[error("User claims verification failed")]
    ClaimsVerificationFailed(DecodedToken),
    /// The token's user was not found (Python's `UserLookupError`, `UserLoadError`).
    #[error("Error loading the user {}", PythonStr(.0.identity()))]
    UserLookupFailed(DecodedToken),

    /// The body that may contain the token or the CSRF value is longer than
    /// [`body_limit`](crate::JwtConfig::body_limit).
    #[error("Request body is too large")]
    BodyTooLarge,
    /// The body that may contain the token or the CSRF value could not be read.
    #[error("Request body could not be read")]
    UnreadableBody(#[source] ErrorSource),

    /// The app has no [`JwtManager`](crate::JwtManager); `.wrap(jwt.clone())` is missing.
    #[error("no JwtManager; add `.wrap(jwt.clone())` to the App or to the scope")]
    MissingManager,
    /// A handler without an attribute has an extractor of this crate.
    #[error("not a protected handler; add `#[jwt_required]` to it")]
    NotProtected,
    /// A request is authenticated by hand with requirements that contradict each other, or with an empty
    /// list of roles, scopes or locations; the log says which.
    #[error("the requirements are invalid")]
    InvalidRequirements,
    /// Token cookies are set or unset, but cookies are not one of the
    /// [`token_locations`](crate::JwtConfig::token_locations) (Python's `RuntimeWarning`); the log says
    /// what to add.
    #[error("cookies are no token location; add `TokenLocation::Cookies` to `token_locations`")]
    CookiesNotInUse,
    /// A cookie was given a domain with which browsers drop it; the source and the log have the
    /// reason.
    #[error("a cookie was not set, for browsers would drop it")]
    CookieNotSet(#[source] ErrorSource),
    /// A new token could not be created; the source and the log have the reason.
    #[error("a token could not be made")]
    TokenNotCreated(#[source] ErrorSource),
    /// A token is revoked, but the manager has no revocation store.
    #[error("no revocation store; set `revocation_store` on the manager's builder")]
    NoRevocationStore,
    /// The blocklist callback or the revocation store failed; the source is its error.
    #[error("the blocklist is unavailable")]
    BlocklistUnavailable(#[source] ErrorSource),
    /// The manager has a signing key only, and can't verify tokens.
    #[error("there is no key to verify tokens with")]
    NoVerifyingKey,
    /// A key, such as one that a callback returned, is too weak or does not match its algorithm; the
    /// source is a [`ConfigError`](crate::ConfigError).
    #[error("a key can't be used")]
    UnusableKey(#[source] ErrorSource),
    /// A callback of the app failed; the source is its error.
    #[error("a callback failed")]
    CallbackFailed(#[source] ErrorSource),
    /// A callback of the app is not ready yet, but was called from a synchronous function.
    ///
    /// Await the builder instead of calling [`encode`](crate::TokenBuilder::encode), or call
    /// [`decode_async`](crate::TokenDecoder::decode_async) instead of
    /// [`decode`](crate::TokenDecoder::decode).
    #[error("a callback has to be awaited")]
    WouldBlock,
}

impl JwtError {
    /// The text of [`CrossOrigin`](Self::CrossOrigin).
    pub(crate) const CROSS_ORIGIN: &'static str =
        "The request does not come from this origin or a trusted one";

    /// The error for a token without a claim that is required.
    pub(crate) fn missing_claim(name: &str) -> Self {
        Self::InvalidToken(format!("Missing claim: {name}").into())
    }

    pub(crate) fn invalid_token(message: impl Into<Cow<'static, str>>) -> Self {
        Self::InvalidToken(message.into())
    }

    /// The error for a body that could not be read.
    pub(crate) fn unreadable_body(reason: impl Into<BoxError>) -> Self {
        Self::UnreadableBody(ErrorSource::new(reason))
    }

    /// Logs which line is missing in the app, and returns the opaque error.
    pub(crate) fn missing_manager() -> Self {
        tracing::error!(
            "this app has no JwtManager, so no token can be checked; \
             add `.wrap(jwt.clone())` to its `App::new()` or `web::scope(..)`"
        );
        Self::MissingManager
    }

    /// Logs which requirements contradict each other, or are none, and returns the opaque error.
    pub(crate) fn invalid_requirements(fault: impl fmt::Display) -> Self {
        tracing::error!("the requirements of `verify_jwt_in_request` {fault}");
        Self::InvalidRequirements
    }

    /// Logs which option is missing, and returns the opaque error.
    pub(crate) fn cookies_not_in_use() -> Self {
        tracing::error!(
            "a token was to be put into cookies, or cookies were to be unset, but cookies are no token \
             location, so no handler would find it; add `TokenLocation::Cookies` to the \
             configuration's `token_locations([..])` (Python: `JWT_TOKEN_LOCATION`). \
             `locations(\"cookies\")` on a handler is not enough: new tokens would have no CSRF value"
        );
        Self::CookiesNotInUse
    }

    /// Logs that there is no verifying key, and returns the opaque error.
    pub(crate) fn no_verifying_key() -> Self {
        tracing::error!("no token can be verified, for there is only a signing key");
        Self::NoVerifyingKey
    }

    /// Logs why no token can be created, and returns the opaque error with the reason.
    pub(crate) fn token_not_created(reason: impl Into<BoxError>) -> Self {
        let reason = ErrorSource::new(reason);
        tracing::error!(reason = %&*reason, "a token could not be made");
        Self::TokenNotCreated(reason)
    }

    /// Logs which asynchronous call to use instead of a synchronous one, and returns the opaque
    /// error.
    pub(crate) fn would_block(instead: &'static str) -> Self {
        tracing::error!("this manager has async callbacks: {instead}");
        Self::WouldBlock
    }

    /// The rejected token, if verification got so far.
    pub(crate) fn token(&self) -> Option<&DecodedToken> {
        match self {
            Self::ExpiredToken(token)
            | Self::FreshTokenRequired(token)
            | Self::LoginTooOld { token, .. }
            | Self::MissingRole(token)
            | Self::MissingScope { token, .. }
            | Self::PermissionDenied(token)
            | Self::RevokedToken(token)
            | Self::ClaimsVerificationFailed(token)
            | Self::UserLookupFailed(token) => Some(token),
            _ => None,
        }
    }

    /// The identity in the rejected token; null if the token was not verified.
    ///
    /// The token has a valid signature, but the request is *not* authenticated.
    #[must_use]
    pub fn refused_identity(&self) -> Identity {
        self.token()
            .map(DecodedToken::identity)
            .cloned()
            .unwrap_or_default()
    }
}

/// Any error, such as one of the app's own.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl From<Malformed> for JwtError {
    fn from(malformed: Malformed) -> Self {
        Self::InvalidToken(malformed.into_message())
    }
}
