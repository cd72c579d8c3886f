//! The table from each error to its reason, its HTTP status and its `WWW-Authenticate` challenge.

use actix_web::http::StatusCode;

use crate::error::{jwt_error::JwtError, reason::Reason};

/// The error code that requests another login (RFC 9470 section 3).
pub(crate) const INSUFFICIENT_USER_AUTHENTICATION: &str = "insufficient_user_authentication";

/// The error code for an invalid token (RFC 6750 section 3.1).
pub(crate) const INVALID_TOKEN: &str = "invalid_token";

/// The contents of `WWW-Authenticate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Challenge<'e> {
    /// No challenge: the fault is the server's, or no token would help.
    None,
    /// The scheme alone, as no credentials were sent (RFC 6750 section 3).
    Bare,
    /// The scheme and one of the registered error codes.
    Error(&'static str),
    /// The greatest accepted age of the login, in seconds (RFC 9470 section 3).
    MaxAge(u64),
    /// The required scopes (RFC 6750 section 3).
    Scope {
        /// The scopes that are all required.
        all: &'e [String],
        /// The scopes of which one is required; empty if there are none.
        any: &'e [String],
    },
}

impl JwtError {
    /// A stable word for the error, fit for a log line or the label of a counter.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.row().0
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.row().1
    }

    pub(crate) fn challenge(&self) -> Challenge<'_> {
        self.row().2
    }

    /// One row per error; the slug of each reason is in `reason.rs`. The statuses are the Python
    /// libraries', the codes those of RFC 6750 section 3.1 and RFC 9470 section 3.
    fn row(&self) -> (Reason, StatusCode, Challenge<'_>) {
        const INVALID_REQUEST: Challenge<'_> = Challenge::Error("invalid_request");
        const INVALID_TOKEN: Challenge<'_> = Challenge::Error(self::INVALID_TOKEN);
        const INSUFFICIENT: Challenge<'_> = Challenge::Error(INSUFFICIENT_USER_AUTHENTICATION);

        match self {
            Self::MissingToken { .. } => (
                Reason::MissingToken,
                StatusCode::UNAUTHORIZED,
                Challenge::Bare,
            ),
            Self::InvalidHeader { reason, .. } => {
                (*reason, StatusCode::UNPROCESSABLE_ENTITY, INVALID_REQUEST)
            }
            Self::InvalidToken { reason, .. } => {
                (*reason, StatusCode::UNPROCESSABLE_ENTITY, INVALID_TOKEN)
            }
            Self::WrongTokenType { .. } => (
                Reason::WrongType,
                StatusCode::UNPROCESSABLE_ENTITY,
                INVALID_TOKEN,
            ),
            Self::CsrfFailed { reason, .. } => (*reason, StatusCode::UNAUTHORIZED, INVALID_REQUEST),
            Self::CrossOrigin => (
                Reason::CrossOrigin,
                StatusCode::UNAUTHORIZED,
                INVALID_REQUEST,
            ),
            Self::ExpiredToken { .. } => (Reason::Expired, StatusCode::UNAUTHORIZED, INVALID_TOKEN),
            Self::FreshTokenRequired { .. } => {
                (Reason::NotFresh, StatusCode::UNAUTHORIZED, INSUFFICIENT)
            }
            Self::LoginTooOld { max_age, .. } => (
                Reason::LoginTooOld,
                StatusCode::UNAUTHORIZED,
                Challenge::MaxAge(*max_age),
            ),
            Self::MissingRole { .. } => (
                Reason::MissingRole,
                StatusCode::FORBIDDEN,
                Challenge::Scope { all: &[], any: &[] },
            ),
            Self::MissingScope { all, any, .. } => (
                Reason::MissingScope,
                StatusCode::FORBIDDEN,
                Challenge::Scope { all, any },
            ),
            Self::PermissionDenied { .. } => (
                Reason::PermissionDenied,
                StatusCode::FORBIDDEN,
                Challenge::None,
            ),
            Self::RevokedToken { reason, .. } => (*reason, StatusCode::UNAUTHORIZED, INVALID_TOKEN),
            Self::TooManySessions => (
                Reason::TooManySessions,
                StatusCode::FORBIDDEN,
                Challenge::None,
            ),
            Self::ClaimsVerificationFailed { .. } => (
                Reason::ClaimsRejected,
                StatusCode::BAD_REQUEST,
                Challenge::None,
            ),
            Self::UserLookupFailed { .. } => (
                Reason::UserNotFound,
                StatusCode::UNAUTHORIZED,
                INVALID_TOKEN,
            ),
            Self::BodyTooLarge => (
                Reason::BodyTooLarge,
                StatusCode::PAYLOAD_TOO_LARGE,
                Challenge::None,
            ),
            Self::UnreadableBody { .. } => (
                Reason::UnreadableBody,
                StatusCode::BAD_REQUEST,
                Challenge::None,
            ),

            Self::MissingManager => (
                Reason::MissingManager,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::NotProtected => (
                Reason::NotProtected,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::InvalidRequirements => (
                Reason::InvalidRequirements,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::CookiesNotInUse => (
                Reason::CookiesNotInUse,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::CookieNotSet { .. } => (
                Reason::CookieNotSet,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::TokenNotCreated { .. } => (
                Reason::TokenNotCreated,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::NoSessionStore => (
                Reason::NoSessionStore,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::NoRevocationStore => (
                Reason::NoRevocationStore,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::BlocklistUnavailable { .. } => (
                Reason::BlocklistUnavailable,
                StatusCode::SERVICE_UNAVAILABLE,
                Challenge::None,
            ),
            Self::NoVerifyingKey => (
                Reason::NoVerifyingKey,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::UnusableKey { .. } => (
                Reason::UnusableKey,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::CallbackFailed { .. } => (
                Reason::CallbackFailed,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
            Self::WouldBlock => (
                Reason::WouldBlock,
                StatusCode::INTERNAL_SERVER_ERROR,
                Challenge::None,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_a_5xx_and_the_other_way_round() {
        let source = || crate::error::error_source::ErrorSource::new("down");
        for error in [
            JwtError::MissingManager,
            JwtError::NotProtected,
            JwtError::InvalidRequirements,
            JwtError::CookiesNotInUse,
            JwtError::CookieNotSet { source: source() },
            JwtError::TokenNotCreated { source: source() },
            JwtError::NoRevocationStore,
            JwtError::NoSessionStore,
            JwtError::TooManySessions,
            JwtError::BlocklistUnavailable { source: source() },
            JwtError::NoVerifyingKey,
            JwtError::UnusableKey { source: source() },
            JwtError::CallbackFailed { source: source() },
            JwtError::WouldBlock,
            JwtError::CrossOrigin,
            JwtError::BodyTooLarge,
            JwtError::missing_token("absent"),
            JwtError::bad_signature(),
            JwtError::missing_claim("jti"),
            JwtError::UnreadableBody { source: source() },
        ] {
            let is_failure = error.status().is_server_error();
            assert_eq!(error.reason().is_failure(), is_failure, "{error:?}");
        }
    }
}
