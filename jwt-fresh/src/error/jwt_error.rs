//! The error of a request that is rejected, or that can't be authenticated.

use std::{borrow::Cow, fmt};

use crate::{
    error::{
        error_source::ErrorSource, events::rate_limit::log_limited, python_repr::PythonStr,
        reason::Reason,
    },
    jose::malformed::{Malformed, MalformedKind},
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
///
/// Unless a loader of the app responds, the statuses are:
///
/// | status | variants |
/// |---|---|
/// | 400 | `ClaimsVerificationFailed`, `UnreadableBody` |
/// | 401 | `MissingToken`, `CsrfFailed`, `CrossOrigin`, `ExpiredToken`, `FreshTokenRequired`, `LoginTooOld`, `RevokedToken`, `UserLookupFailed` |
/// | 403 | `MissingRole`, `MissingScope`, `PermissionDenied`, `TooManySessions` |
/// | 413 | `BodyTooLarge` |
/// | 422 | `InvalidHeader`, `InvalidToken`, `WrongTokenType` |
/// | 503 | `BlocklistUnavailable` |
/// | 500 | all others; the [log](crate::events) says which |
///
/// [`reason`](Self::reason) is a stable word for each. Patterns end in `..`, as variants may get more
/// fields:
///
/// ```
/// use jwt_fresh::{JwtError, Reason};
///
/// fn hint(error: &JwtError) -> &'static str {
///     match error {
///         JwtError::ExpiredToken { .. } => "refresh your token",
///         JwtError::LoginTooOld { max_age, .. } if *max_age < 60 => "log in, and be quick",
///         _ if error.reason() == Reason::NotFresh => "log in again",
///         _ => "no",
///     }
/// }
/// ```
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwtError {
    /// No token in any location (Python's `NoAuthorizationError`).
    #[error("{message}")]
    #[non_exhaustive]
    MissingToken {
        /// The message for the client.
        message: Cow<'static, str>,
    },
    /// The header is present but is not `Bearer <JWT>` (Python's `InvalidHeaderError`).
    #[error("{message}")]
    #[non_exhaustive]
    InvalidHeader {
        /// The message for the client.
        message: Cow<'static, str>,
        /// What is wrong, more exactly.
        reason: Reason,
    },
    /// The token is malformed, forged, for another audience, or not valid yet (Python's
    /// `DecodeError`, `InvalidTokenError`).
    #[error("{message}")]
    #[non_exhaustive]
    InvalidToken {
        /// The message for the client.
        message: Cow<'static, str>,
        /// What is wrong, more exactly.
        reason: Reason,
    },
    /// An access token where a refresh token is required, or the reverse (Python's
    /// `WrongTokenError`).
    #[error("{message}")]
    #[non_exhaustive]
    WrongTokenType {
        /// The message for the client.
        message: Cow<'static, str>,
    },
    /// The token was in a cookie and the CSRF value was absent or wrong (Python's `CSRFError`).
    #[error("{message}")]
    #[non_exhaustive]
    CsrfFailed {
        /// The message for the client.
        message: Cow<'static, str>,
        /// What is wrong, more exactly.
        reason: Reason,
    },
    /// The token was in a cookie, and the request came from another origin, or from one that it hides (`null`):
    /// see [`trusted_origins`](crate::JwtConfig::trusted_origins).
    #[error("{}", Self::CROSS_ORIGIN)]
    #[non_exhaustive]
    CrossOrigin,
    /// The token is valid except that it has expired (Python's `ExpiredSignatureError`).
    #[error("Token has expired")]
    #[non_exhaustive]
    ExpiredToken {
        /// The rejected token.
        token: DecodedToken,
    },
    /// The handler requires a fresh token (Python's `FreshTokenRequired`).
    #[error("Fresh token required")]
    #[non_exhaustive]
    FreshTokenRequired {
        /// The rejected token.
        token: DecodedToken,
    },
    /// The handler requires a more recent login than the token's (RFC 9470). The response is that of
    /// [`FreshTokenRequired`](Self::FreshTokenRequired).
    #[error("Fresh token required")]
    #[non_exhaustive]
    LoginTooOld {
        /// The rejected token.
        token: DecodedToken,
        /// The greatest age of the login that the handler accepts, in seconds.
        max_age: u64,
    },
    /// The bearer lacks a role that the handler requires.
    #[error("Missing role")]
    #[non_exhaustive]
    MissingRole {
        /// The rejected token.
        token: DecodedToken,
    },
    /// The token lacks a scope that the handler requires (RFC 6750 section 3.1).
    #[error("Missing scope")]
    #[non_exhaustive]
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
    #[non_exhaustive]
    PermissionDenied {
        /// The rejected token.
        token: DecodedToken,
    },
    /// The token was revoked (Python's `RevokedTokenError`).
    #[error("Token has been revoked")]
    #[non_exhaustive]
    RevokedToken {
        /// The rejected token.
        token: DecodedToken,
        /// What is wrong, more exactly; the client gets the same message.
        reason: Reason,
    },
    /// The app's own check of the claims rejected them (Python's `UserClaimsVerificationError`).
    #[error("User claims verification failed")]
    #[non_exhaustive]
    ClaimsVerificationFailed {
        /// The rejected token.
        token: DecodedToken,
    },
    /// The token's user was not found (Python's `UserLookupError`, `UserLoadError`).
    #[error("Error loading the user {}", PythonStr(token.identity()))]
    #[non_exhaustive]
    UserLookupFailed {
        /// The rejected token.
        token: DecodedToken,
    },

    /// The body that may contain the token or the CSRF value is longer than
    /// [`body_limit`](crate::JwtConfig::body_limit).
    #[error("Request body is too large")]
    #[non_exhaustive]
    BodyTooLarge,
    /// The body that may contain the token or the CSRF value could not be read.
    #[error("Request body could not be read")]
    #[non_exhaustive]
    UnreadableBody {
        /// The cause.
        source: ErrorSource,
    },

    /// The app has no [`JwtManager`](crate::JwtManager); `.wrap(jwt.clone())` is missing.
    #[error("no JwtManager; add `.wrap(jwt.clone())` to the App or to the scope")]
    #[non_exhaustive]
    MissingManager,
    /// A handler without an attribute has an extractor of this crate.
    #[error("not a protected handler; add `#[jwt_required]` to it")]
    #[non_exhaustive]
    NotProtected,
    /// A request is authenticated by hand with requirements that contradict each other, or with an empty
    /// list of roles, scopes or locations; the [log](crate::events) says which.
    #[error("the requirements are invalid")]
    #[non_exhaustive]
    InvalidRequirements,
    /// Token cookies are set or unset, but cookies are not one of the
    /// [`token_locations`](crate::JwtConfig::token_locations) (Python's `RuntimeWarning`); the
    /// [log](crate::events) says what to add.
    #[error("cookies are no token location; add `TokenLocation::Cookies` to `token_locations`")]
    #[non_exhaustive]
    CookiesNotInUse,
    /// A cookie was given a domain with which browsers drop it; the source and the [log](crate::events)
    /// have the reason.
    #[error("a cookie was not set, for browsers would drop it")]
    #[non_exhaustive]
    CookieNotSet {
        /// The cause.
        source: ErrorSource,
    },
    /// A new token could not be created; the source and the [log](crate::events) have the reason.
    #[error("a token could not be made")]
    #[non_exhaustive]
    TokenNotCreated {
        /// The cause.
        source: ErrorSource,
    },
    /// An identity has as many sessions as it may have, and
    /// [`refuse_login_when_full`](crate::JwtConfig::refuse_login_when_full) is set.
    #[error("Too many sessions")]
    #[non_exhaustive]
    TooManySessions,
    /// A session is used, but the manager has no session store.
    #[error("no session store; set `session_store` on the manager's builder")]
    #[non_exhaustive]
    NoSessionStore,
    /// A token is revoked, but the manager has no revocation store.
    #[error("no revocation store; set `revocation_store` on the manager's builder")]
    #[non_exhaustive]
    NoRevocationStore,
    /// The blocklist callback or the revocation store failed; the source is its error.
    #[error("the blocklist is unavailable")]
    #[non_exhaustive]
    BlocklistUnavailable {
        /// The cause.
        source: ErrorSource,
    },
    /// The manager has a signing key only, and can't verify tokens.
    #[error("there is no key to verify tokens with")]
    #[non_exhaustive]
    NoVerifyingKey,
    /// A key, such as one that a callback returned, is too weak or does not match its algorithm; the
    /// source is a [`ConfigError`](crate::ConfigError).
    #[error("a key can't be used")]
    #[non_exhaustive]
    UnusableKey {
        /// The cause.
        source: ErrorSource,
    },
    /// A callback of the app failed; the source is its error.
    #[error("a callback failed")]
    #[non_exhaustive]
    CallbackFailed {
        /// The cause.
        source: ErrorSource,
    },
    /// A callback of the app is not ready yet, but was called from a synchronous function.
    ///
    /// Await the builder instead of calling [`encode`](crate::TokenBuilder::encode), or call
    /// [`decode_async`](crate::TokenDecoder::decode_async) instead of
    /// [`decode`](crate::TokenDecoder::decode).
    #[error("a callback has to be awaited")]
    #[non_exhaustive]
    WouldBlock,
}

impl JwtError {
    /// The text of [`CrossOrigin`](Self::CrossOrigin).
    pub(crate) const CROSS_ORIGIN: &'static str =
        "The request does not come from this origin or a trusted one";

    /// The error for a token without a claim that is required.
    pub(crate) fn missing_claim(name: &str) -> Self {
        Self::invalid_token(format!("Missing claim: {name}")).because(Reason::MissingClaim)
    }

    /// The error for a token that is not accepted: a 422, or what the app's `invalid_token_loader`
    /// returns.
    ///
    /// For code of the app that checks a token by itself. The client gets to read the message, so it
    /// must not repeat anything of the token.
    ///
    /// ```
    /// use jwt_fresh::JwtError;
    ///
    /// let error = JwtError::invalid_token("The token is of another tenant");
    /// assert_eq!(error.to_string(), "The token is of another tenant");
    /// ```
    pub fn invalid_token(message: impl Into<Cow<'static, str>>) -> Self {
        Self::InvalidToken {
            message: message.into(),
            reason: Reason::InvalidToken,
        }
    }

    /// The error for a request without a token: a 401, or what the app's `unauthorized_loader` returns.
    ///
    /// The client gets to read the message.
    pub fn missing_token(message: impl Into<Cow<'static, str>>) -> Self {
        Self::MissingToken {
            message: message.into(),
        }
    }

    /// The error for a token that may not do what the request asks for: a 403.
    #[must_use]
    pub const fn permission_denied(token: DecodedToken) -> Self {
        Self::PermissionDenied { token }
    }

    /// The error for code of the app that failed: an opaque 500 whose source is that error.
    ///
    /// ```
    /// use std::{error::Error, io};
    /// use jwt_fresh::JwtError;
    ///
    /// let error = JwtError::callback_failed(io::Error::other("redis://admin:pw@db"));
    /// assert_eq!(error.to_string(), "a callback failed");
    /// assert!(error.source().is_some_and(|source| source.is::<io::Error>()));
    /// ```
    pub fn callback_failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::CallbackFailed {
            source: ErrorSource::new(error),
        }
    }

    pub(crate) fn invalid_header(message: impl Into<Cow<'static, str>>) -> Self {
        Self::InvalidHeader {
            message: message.into(),
            reason: Reason::InvalidHeader,
        }
    }

    pub(crate) fn csrf_failed(message: &'static str, reason: Reason) -> Self {
        Self::CsrfFailed {
            message: message.into(),
            reason,
        }
    }

    pub(crate) fn bad_signature() -> Self {
        Self::invalid_token("Signature verification failed").because(Reason::BadSignature)
    }

    /// The same error with a more exact reason, if it is one that has several.
    #[must_use]
    pub(crate) fn because(mut self, exactly: Reason) -> Self {
        if let Self::InvalidHeader { reason, .. }
        | Self::InvalidToken { reason, .. }
        | Self::CsrfFailed { reason, .. } = &mut self
        {
            *reason = exactly;
        }
        self
    }

    /// The error for a body that could not be read.
    pub(crate) fn unreadable_body(reason: impl Into<BoxError>) -> Self {
        Self::UnreadableBody {
            source: ErrorSource::new(reason),
        }
    }

    /// Logs which line is missing in the app, and returns the opaque error.
    pub(crate) fn missing_manager() -> Self {
        log_limited!(
            error,
            "this app has no JwtManager, so no token can be checked; \
             add `.wrap(jwt.clone())` to its `App::new()` or `web::scope(..)`"
        );
        Self::MissingManager
    }

    /// Logs which requirements contradict each other, or are none, and returns the opaque error.
    pub(crate) fn invalid_requirements(fault: impl fmt::Display) -> Self {
        log_limited!(error, "the requirements of `verify_jwt_in_request` {fault}");
        Self::InvalidRequirements
    }

    /// Logs which option is missing, and returns the opaque error.
    pub(crate) fn cookies_not_in_use() -> Self {
        log_limited!(
            error,
            "a token was to be put into cookies, or cookies were to be unset, but cookies are no token \
             location, so no handler would find it; add `TokenLocation::Cookies` to the \
             configuration's `token_locations([..])` (Python: `JWT_TOKEN_LOCATION`). \
             `locations(\"cookies\")` on a handler is not enough: new tokens would have no CSRF value"
        );
        Self::CookiesNotInUse
    }

    /// Logs that there is no verifying key, and returns the opaque error.
    pub(crate) fn no_verifying_key() -> Self {
        log_limited!(
            error,
            "no token can be verified, for there is only a signing key"
        );
        Self::NoVerifyingKey
    }

    /// Logs why no token can be created, and returns the opaque error with the reason.
    pub(crate) fn token_not_created(reason: impl Into<BoxError>) -> Self {
        let reason = ErrorSource::new(reason);
        log_limited!(error, reason = %&*reason, "a token could not be made");
        Self::TokenNotCreated { source: reason }
    }

    /// Logs which asynchronous call to use instead of a synchronous one, and returns the opaque
    /// error.
    pub(crate) fn would_block(instead: &'static str) -> Self {
        log_limited!(
            error,
            "a callback or the revocation store has to be awaited: {instead}"
        );
        Self::WouldBlock
    }

    /// The rejected token, if its signature has been verified.
    ///
    /// The request is *not* authenticated.
    #[must_use]
    pub fn token(&self) -> Option<&DecodedToken> {
        match self {
            Self::ExpiredToken { token }
            | Self::FreshTokenRequired { token }
            | Self::LoginTooOld { token, .. }
            | Self::MissingRole { token }
            | Self::MissingScope { token, .. }
            | Self::PermissionDenied { token }
            | Self::RevokedToken { token, .. }
            | Self::ClaimsVerificationFailed { token }
            | Self::UserLookupFailed { token } => Some(token),
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
        let reason = match malformed.kind() {
            MalformedKind::Text => Reason::MalformedToken,
            MalformedKind::Algorithm => Reason::WrongAlgorithm,
            MalformedKind::Extension => Reason::UnsupportedExtension,
        };
        Self::invalid_token(malformed.into_message()).because(reason)
    }
}
