//! The events: one struct each, with accessors, so that they may get more fields.

use std::{borrow::Cow, error::Error};

use crate::{
    error::{
        events::lazy::{Lazy, Route},
        reason::Reason,
    },
    token::{decoded::decoded_token::DecodedToken, location::TokenLocation, token_type::TokenType},
};

/// `token.accepted`: a request was authenticated by its token.
#[derive(Debug)]
pub struct TokenAccepted<'e> {
    pub(crate) route: Route<'e>,
    pub(crate) location: TokenLocation,
    pub(crate) token: &'e DecodedToken,
    pub(crate) fresh: Lazy<'e, bool>,
    pub(crate) cache_hit: Option<bool>,
}

impl TokenAccepted<'_> {
    /// The pattern of the route, such as `/users/{id}`; `unmatched` if there is none.
    #[must_use]
    pub fn route(&self) -> Cow<'_, str> {
        self.route.pattern()
    }

    /// Where the token was.
    #[must_use]
    pub fn location(&self) -> TokenLocation {
        self.location
    }

    /// The type of the token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.token.token_type()
    }

    /// Whether the token is fresh.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh.get()
    }

    /// Whether the token was in the cache of verified tokens; `None` if no cache was asked.
    #[must_use]
    pub fn cache_hit(&self) -> Option<bool> {
        self.cache_hit
    }

    /// The token. Its contents are personal, and no labels of a counter.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        self.token
    }
}

/// `request.anonymous`: a request without a token was admitted where a token is optional.
#[derive(Debug)]
pub struct RequestAnonymous<'e> {
    pub(crate) route: Route<'e>,
}

impl RequestAnonymous<'_> {
    /// The pattern of the route, such as `/users/{id}`; `unmatched` if there is none.
    #[must_use]
    pub fn route(&self) -> Cow<'_, str> {
        self.route.pattern()
    }
}

/// `token.refused`: a request was rejected, or could not be authenticated.
#[derive(Debug)]
pub struct TokenRefused<'e> {
    pub(crate) route: Route<'e>,
    pub(crate) location: Option<TokenLocation>,
    pub(crate) reason: Reason,
    pub(crate) token: Option<&'e DecodedToken>,
}

impl TokenRefused<'_> {
    /// Why.
    ///
    /// [`Reason::is_failure`] tells a fault of the server from a refusal.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The pattern of the route, such as `/users/{id}`; `unmatched` if there is none.
    #[must_use]
    pub fn route(&self) -> Cow<'_, str> {
        self.route.pattern()
    }

    /// Where the token was; `None` if there was none, or if the handler has refused another one than
    /// the request's.
    #[must_use]
    pub fn location(&self) -> Option<TokenLocation> {
        self.location
    }

    /// The token, if its signature has been verified; `None` if a function of `verify` has refused it
    /// with an error of the app's own. Its contents are personal, and no labels of a counter.
    #[must_use]
    pub fn token(&self) -> Option<&DecodedToken> {
        self.token
    }
}

/// `token.issued`: a new token was made.
#[derive(Debug)]
pub struct TokenIssued {
    pub(crate) token_type: TokenType,
    pub(crate) fresh: bool,
    pub(crate) expires_in: Option<i64>,
}

impl TokenIssued {
    /// The type of the token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.token_type
    }

    /// Whether the token is fresh.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The lifetime in seconds; `None` if the token never expires.
    #[must_use]
    pub fn expires_in(&self) -> Option<i64> {
        self.expires_in
    }
}

/// `token.refreshed`: an access token that is not fresh took the place of an earlier one, without a
/// login.
#[derive(Debug)]
pub struct TokenRefreshed {
    pub(crate) by_cookie: bool,
    pub(crate) expires_in: Option<i64>,
}

impl TokenRefreshed {
    /// Whether a cookie was renewed by
    /// [`implicit_refresh`](crate::JwtConfig::implicit_refresh), rather than a token made
    /// by a handler that a refresh token had authenticated.
    #[must_use]
    pub fn is_implicit(&self) -> bool {
        self.by_cookie
    }

    /// The lifetime of the new token in seconds; `None` if it never expires.
    #[must_use]
    pub fn expires_in(&self) -> Option<i64> {
        self.expires_in
    }
}

/// `token.revoked`: a token was revoked.
#[derive(Debug)]
pub struct TokenRevoked<'e> {
    pub(crate) token: &'e DecodedToken,
}

impl TokenRevoked<'_> {
    /// What was revoked: `token`.
    #[must_use]
    pub fn what(&self) -> &'static str {
        "token"
    }

    /// The type of the token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.token.token_type()
    }

    /// The token. Its contents are personal, and no labels of a counter.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        self.token
    }
}

/// `store.failed`: the revocation store or the blocklist callback returned an error, or took too long.
#[derive(Debug)]
pub struct StoreFailed<'e> {
    pub(crate) operation: StoreOperation,
    pub(crate) error: &'e (dyn Error + Send + Sync + 'static),
}

impl StoreFailed<'_> {
    /// What failed: `check` or `revoke` of the store, `start`, `adopt`, `rotate` or `sessions_of` of a session
    /// store, or `token_in_blocklist_loader`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation.as_str()
    }

    /// The error of the store or of the callback. It may contain a secret, such as the URL of a
    /// database.
    #[must_use]
    pub fn error(&self) -> &(dyn Error + Send + Sync + 'static) {
        self.error
    }
}

/// What can fail at a store.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StoreOperation {
    Check,
    Revoke,
    Callback,
    Start,
    Adopt,
    Rotate,
    List,
}

impl StoreOperation {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Revoke => "revoke",
            Self::Callback => "token_in_blocklist_loader",
            Self::Start => "start",
            Self::Adopt => "adopt",
            Self::Rotate => "rotate",
            Self::List => "sessions_of",
        }
    }

    /// What the log says.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Check => "the revocation store is unavailable; the token is rejected",
            Self::Revoke => "the revocation store is unavailable; the token may not be revoked",
            Self::Callback => "the blocklist is unavailable; the token is rejected",
            Self::Start => "the session store is unavailable; no session was started",
            Self::Adopt => "the session store is unavailable; the token is rejected",
            Self::Rotate => {
                "the session store is unavailable; the refresh token may not be rotated"
            }
            Self::List => "the session store is unavailable; the sessions can't be listed",
        }
    }
}
