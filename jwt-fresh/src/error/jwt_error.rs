//! Why a request was refused, or could not be judged.

use std::borrow::Cow;

use crate::{
    error::python_repr::PythonStr,
    jose::malformed::Malformed,
    token::{decoded::decoded_token::DecodedToken, identity::Identity},
};

/// A result whose error answers the request by itself.
pub type Result<T, E = JwtError> = std::result::Result<T, E>;

/// Why a request was refused, or could not be judged.
///
/// Return it from a handler and the client gets the status and body that the Python libraries
/// give. The texts are fixed: no error repeats a token, a key or anything a client sent, but for
/// the identity of a token whose signature was good.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwtError {
    /// No token in any location (Python's `NoAuthorizationError`).
    #[error("{0}")]
    MissingToken(Cow<'static, str>),
    /// The header is there but is not `Bearer <JWT>` (Python's `InvalidHeaderError`).
    #[error("{0}")]
    InvalidHeader(Cow<'static, str>),
    /// The token is malformed, forged, not for us, or not valid yet (Python's `DecodeError`,
    /// `InvalidTokenError`).
    #[error("{0}")]
    InvalidToken(Cow<'static, str>),
    /// An access token where a refresh token is asked for, or the other way round (Python's
    /// `WrongTokenError`).
    #[error("{0}")]
    WrongTokenType(Cow<'static, str>),
    /// The token came in a cookie without its CSRF value, or with a wrong one (Python's
    /// `CSRFError`).
    #[error("{0}")]
    CsrfFailed(Cow<'static, str>),
    /// The token is a good one of ours whose time is over (Python's `ExpiredSignatureError`).
    #[error("Token has expired")]
    ExpiredToken(DecodedToken),
    /// The handler asks for a fresh token (Python's `FreshTokenRequired`).
    #[error("Fresh token required")]
    FreshTokenRequired(DecodedToken),
    /// The handler asks for a login more recent than the token's; answered as
    /// [`FreshTokenRequired`](Self::FreshTokenRequired) is (RFC 9470).
    #[error("Fresh token required")]
    LoginTooOld {
        /// The token that was refused.
        token: DecodedToken,
        /// How long ago the login may have been, in seconds.
        max_age: u64,
    },
    /// The bearer lacks a role that the handler asks for.
    #[error("Missing role")]
    MissingRole(DecodedToken),
    /// The token lacks a scope that the handler asks for (RFC 6750 section 3.1).
    #[error("Missing scope")]
    MissingScope {
        /// The token that was refused.
        token: DecodedToken,
        /// The scopes that are all asked for.
        all: &'static [&'static str],
        /// The scopes of which one is asked for; empty if none is.
        any: &'static [&'static str],
    },
    /// The handler's own check, its argument `verify`, said no.
    #[error("Permission denied")]
    PermissionDenied(DecodedToken),
    /// The token was revoked (Python's `RevokedTokenError`).
    #[error("Token has been revoked")]
    RevokedToken(DecodedToken),
    /// The app's own check of the claims said no (Python's `UserClaimsVerificationError`).
    #[error("User claims verification failed")]
    ClaimsVerificationFailed(DecodedToken),
    /// There is no such user any more (Python's `UserLookupError`, `UserLoadError`).
    #[error("Error loading the user {}", PythonStr(.0.identity()))]
    UserLookupFailed(DecodedToken),

    /// The body in which a token or a CSRF value is looked for is longer than
    /// [`body_limit`](crate::JwtConfig::body_limit).
    #[error("Request body is too large")]
    BodyTooLarge,
    /// The body in which a token or a CSRF value is looked for could not be read.
    #[error("Request body could not be read")]
    UnreadableBody,

    /// The app has no [`JwtManager`](crate::JwtManager); `.wrap(jwt.clone())` is missing.
    #[error("no JwtManager; add `.wrap(jwt.clone())` to the App or to the scope")]
    MissingManager,
    /// An extractor stands in a handler that is not protected.
    #[error("not a protected handler; add `#[jwt_required]` to it")]
    NotProtected,
    /// Cookies are set where no token is looked for in them (Python's `RuntimeWarning`).
    #[error("cookies are no token location; add `TokenLocation::Cookies` to `token_locations`")]
    CookiesNotInUse,
    /// A cookie was given a domain with which browsers drop it; the reason is in the log.
    #[error("a cookie was not set, for browsers would drop it")]
    CookieNotSet,
    /// A new token could not be made; the reason is in the log.
    #[error("a token could not be made")]
    TokenNotCreated,
    /// A token is revoked where no store of revoked tokens was set.
    #[error("no revocation store; set `revocation_store` on the manager's builder")]
    NoRevocationStore,
    /// The blocklist, or the store of revoked tokens, could not be asked; the reason is in the log.
    #[error("the blocklist could not be asked")]
    BlocklistUnavailable,
    /// There is no key to verify tokens with; the log says so.
    #[error("there is no key to verify tokens with")]
    NoVerifyingKey,
    /// A callback of the app failed; the reason is in the log.
    #[error("a callback failed")]
    CallbackFailed,
}

impl JwtError {
    /// A claim that the configuration requires is absent.
    pub(crate) fn missing_claim(name: &str) -> Self {
        Self::InvalidToken(format!("Missing claim: {name}").into())
    }

    pub(crate) fn invalid_token(message: impl Into<Cow<'static, str>>) -> Self {
        Self::InvalidToken(message.into())
    }

    /// Says in the log what the client is not told, and gives the opaque error.
    pub(crate) fn missing_manager() -> Self {
        tracing::error!(
            "this app has no JwtManager, so no token can be checked; \
             add `.wrap(jwt.clone())` to its `App::new()` or `web::scope(..)`"
        );
        Self::MissingManager
    }

    /// Says in the log what the client is not told.
    pub(crate) fn no_verifying_key() -> Self {
        tracing::error!("no token can be verified, for there is only a signing key");
        Self::NoVerifyingKey
    }

    /// Says in the log why no token could be made.
    pub(crate) fn token_not_created(reason: impl std::fmt::Display) -> Self {
        tracing::error!(%reason, "a token could not be made");
        Self::TokenNotCreated
    }

    /// The identity in the token that was refused, for a callback that wants to name it.
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

    /// The identity in the refused token; null if the error came before there was one.
    ///
    /// The token was signed by us, but the request is *not* authenticated.
    #[must_use]
    pub fn refused_identity(&self) -> Identity {
        self.token()
            .map(DecodedToken::identity)
            .cloned()
            .unwrap_or_default()
    }
}

/// Any error of the app's own.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl From<Malformed> for JwtError {
    fn from(malformed: Malformed) -> Self {
        Self::InvalidToken(malformed.into_message())
    }
}
