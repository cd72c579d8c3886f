//! [`Reason`]: a stable word for why a request was rejected, or could not be authenticated.

use std::fmt;

/// What a rejection says about the client.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Honest clients cause it, too: their token has expired, say.
    Usual,
    /// An honest client never causes it.
    Suspicious,
    /// The fault is the server's.
    Failure,
}

/// What the docs of a reason say about its kind.
macro_rules! level {
    (Usual) => {
        ""
    };
    (Suspicious) => {
        "\n\nSuspicious: the event has the level WARN."
    };
    (Failure) => {
        "\n\nA failure: the response is a 5xx."
    };
}

/// Defines [`Reason`] with the slug and the kind of each.
macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident = $slug:literal, $kind:ident;)*) => {
        /// Why a request was rejected, or could not be authenticated: one word of a fixed vocabulary.
        ///
        /// It is the `reason` of the [event](crate::events) about a rejection, and fit for the label of a
        /// counter: no client can add a value. The slugs are stable; new ones may be added.
        ///
        /// ```
        /// use jwt_fresh::{JwtError, Reason};
        ///
        /// let error = JwtError::invalid_token("Not one of ours");
        /// assert_eq!(error.reason(), Reason::InvalidToken);
        /// assert_eq!(error.reason().as_str(), "invalid_token");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Reason {
            $(
                #[doc = concat!("`", $slug, "`:")]
                $(#[doc = $doc])*
                #[doc = level!($kind)]
                $name,
            )*
        }

        impl Reason {
            /// All reasons, such as for counters that begin at zero.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable slug, such as `not_fresh`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)*
                }
            }

            const fn kind(self) -> Kind {
                match self {
                    $(Self::$name => Kind::$kind,)*
                }
            }
        }
    };
}

reasons! {
    /// no token is in any location.
    MissingToken = "missing_token", Usual;
    /// the header has another form than the configured scheme and a token.
    InvalidHeader = "invalid_header", Usual;
    /// a token or a CSRF value is sent twice, and nothing says which one counts.
    SentTwice = "sent_twice", Suspicious;
    /// the token is not well formed: not three segments of base64url with JSON in them.
    MalformedToken = "malformed_token", Suspicious;
    /// the token names an algorithm that is not configured.
    WrongAlgorithm = "wrong_algorithm", Suspicious;
    /// the token has a critical extension (`crit`), none of which is supported.
    UnsupportedExtension = "unsupported_extension", Suspicious;
    /// the signature does not belong to the token, or not to this app's key.
    BadSignature = "bad_signature", Suspicious;
    /// the token lacks a claim that is required.
    MissingClaim = "missing_claim", Suspicious;
    /// a claim of the token has a wrong type.
    InvalidClaim = "invalid_claim", Suspicious;
    /// the token is for another audience.
    WrongAudience = "wrong_audience", Suspicious;
    /// the token is from another issuer.
    WrongIssuer = "wrong_issuer", Suspicious;
    /// the token is not valid yet, by `nbf` or `iat`: a clock is wrong.
    NotYetValid = "not_yet_valid", Suspicious;
    /// the token is invalid for another reason, such as one of the app's own.
    InvalidToken = "invalid_token", Usual;
    /// an access token where a refresh token is required, or the reverse.
    WrongType = "wrong_type", Suspicious;
    /// the CSRF value is missing.
    CsrfMissing = "csrf_missing", Suspicious;
    /// the CSRF value is not the token's.
    CsrfMismatch = "csrf_mismatch", Suspicious;
    /// a token in a cookie came with a request from another origin.
    CrossOrigin = "cross_origin", Suspicious;
    /// the token has expired.
    Expired = "expired", Usual;
    /// the token is not fresh.
    NotFresh = "not_fresh", Usual;
    /// the login is longer ago than the handler accepts.
    LoginTooOld = "login_too_old", Usual;
    /// the bearer lacks a role.
    MissingRole = "missing_role", Usual;
    /// the token lacks a scope.
    MissingScope = "missing_scope", Usual;
    /// the handler's own check, `verify`, rejected the token.
    PermissionDenied = "permission_denied", Usual;
    /// the token was revoked.
    Revoked = "revoked", Usual;
    /// the refresh token was used before: the session has ended, for one of its two users is a thief.
    RefreshReused = "refresh_reused", Suspicious;
    /// the refresh token was replaced by a later one of its session.
    RefreshReplaced = "refresh_replaced", Usual;
    /// the session of the token is not in the store.
    SessionUnknown = "session_unknown", Usual;
    /// the session of the token has reached its end.
    SessionExpired = "session_expired", Usual;
    /// the store has lost so much about the session that it was ended.
    SessionLost = "session_lost", Usual;
    /// the identity has as many sessions as it may have.
    TooManySessions = "too_many_sessions", Usual;
    /// the app's check of the claims rejected them.
    ClaimsRejected = "claims_rejected", Usual;
    /// the token's user was not found.
    UserNotFound = "user_not_found", Usual;
    /// the body that may contain the token or the CSRF value is too long.
    BodyTooLarge = "body_too_large", Suspicious;
    /// the body that may contain the token or the CSRF value could not be read.
    UnreadableBody = "unreadable_body", Usual;

    /// the app has no manager.
    MissingManager = "missing_manager", Failure;
    /// a handler without an attribute has an extractor of this crate.
    NotProtected = "not_protected", Failure;
    /// a check by hand has requirements that contradict each other, or an empty list of them.
    InvalidRequirements = "invalid_requirements", Failure;
    /// cookies are set, but are no token location.
    CookiesNotInUse = "cookies_not_in_use", Failure;
    /// a cookie was not set, for browsers would drop it.
    CookieNotSet = "cookie_not_set", Failure;
    /// a new token could not be created.
    TokenNotCreated = "token_not_created", Failure;
    /// the manager has no session store.
    NoSessionStore = "no_session_store", Failure;
    /// the manager has no revocation store.
    NoRevocationStore = "no_revocation_store", Failure;
    /// the revocation store or the blocklist failed.
    BlocklistUnavailable = "blocklist_unavailable", Failure;
    /// the manager has no key to verify tokens with.
    NoVerifyingKey = "no_verifying_key", Failure;
    /// a key is too weak, or does not match its algorithm.
    UnusableKey = "unusable_key", Failure;
    /// a callback of the app failed.
    CallbackFailed = "callback_failed", Failure;
    /// an asynchronous callback was called from a synchronous function.
    WouldBlock = "would_block", Failure;
}

impl Reason {
    /// Whether an honest client never causes it: a token with a bad signature, say. The
    /// [event](crate::events) about it has the level WARN.
    #[must_use]
    pub const fn is_suspicious(self) -> bool {
        matches!(self.kind(), Kind::Suspicious)
    }

    /// Whether the fault is the server's: the response is a 5xx, and an ERROR in the
    /// [log](crate::events) says what to change.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self.kind(), Kind::Failure)
    }
}

impl Reason {
    /// What the log says, with what to write if the fault is in the app.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::BodyTooLarge => {
                "a request was refused, because the body in which the token or its CSRF value may be is \
                 longer than `body_limit`; set `JwtConfig::body_limit` if such bodies are expected"
            }
            _ => "a request was refused",
        }
    }
}

impl fmt::Display for Reason {
    /// The slug.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn slugs_are_unique_words() {
        let slugs: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
        assert_eq!(slugs.len(), Reason::ALL.len());
        for (index, reason) in Reason::ALL.iter().enumerate() {
            assert_eq!(*reason as usize, index, "{reason}");
            let mut letters = reason.as_str().chars();
            assert!(
                letters.all(|c| c.is_ascii_lowercase() || c == '_'),
                "{reason}"
            );
        }
    }
}
