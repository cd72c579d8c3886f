//! The table from each error to its HTTP status and `WWW-Authenticate` challenge.

use actix_web::http::StatusCode;

use crate::error::jwt_error::JwtError;

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
    pub(crate) fn status(&self) -> StatusCode {
        self.row().0
    }

    pub(crate) fn challenge(&self) -> Challenge<'_> {
        self.row().1
    }

    /// One row per error. The statuses are the Python libraries', the codes those of RFC 6750
    /// section 3.1 and RFC 9470 section 3.
    fn row(&self) -> (StatusCode, Challenge<'_>) {
        const INVALID_REQUEST: Challenge<'_> = Challenge::Error("invalid_request");
        const INVALID_TOKEN: Challenge<'_> = Challenge::Error(self::INVALID_TOKEN);
        const INSUFFICIENT: Challenge<'_> = Challenge::Error(INSUFFICIENT_USER_AUTHENTICATION);

        match self {
            Self::MissingToken(_) => (StatusCode::UNAUTHORIZED, Challenge::Bare),
            Self::InvalidHeader(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_REQUEST),
            Self::InvalidToken(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_TOKEN),
            Self::WrongTokenType(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_TOKEN),
            Self::CsrfFailed(_) => (StatusCode::UNAUTHORIZED, INVALID_REQUEST),
            Self::CrossOrigin => (StatusCode::UNAUTHORIZED, INVALID_REQUEST),
            Self::ExpiredToken(_) => (StatusCode::UNAUTHORIZED, INVALID_TOKEN),
            Self::FreshTokenRequired(_) => (StatusCode::UNAUTHORIZED, INSUFFICIENT),
            Self::LoginTooOld { max_age, .. } => {
                (StatusCode::UNAUTHORIZED, Challenge::MaxAge(*max_age))
            }
            Self::MissingRole(_) => (
                StatusCode::FORBIDDEN,
                Challenge::Scope { all: &[], any: &[] },
            ),
            Self::MissingScope { all, any, .. } => {
                (StatusCode::FORBIDDEN, Challenge::Scope { all, any })
            }
            Self::PermissionDenied(_) => (StatusCode::FORBIDDEN, Challenge::None),
            Self::RevokedToken(_) => (StatusCode::UNAUTHORIZED, INVALID_TOKEN),
            Self::ClaimsVerificationFailed(_) => (StatusCode::BAD_REQUEST, Challenge::None),
            Self::UserLookupFailed(_) => (StatusCode::UNAUTHORIZED, INVALID_TOKEN),
            Self::BodyTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Challenge::None),
            Self::UnreadableBody(_) => (StatusCode::BAD_REQUEST, Challenge::None),

            Self::MissingManager => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::NotProtected => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::InvalidRequirements => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CookiesNotInUse => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CookieNotSet(_) => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::TokenNotCreated(_) => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::NoRevocationStore => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::BlocklistUnavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, Challenge::None),
            Self::NoVerifyingKey => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::UnusableKey(_) => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CallbackFailed(_) => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::WouldBlock => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
        }
    }
}
