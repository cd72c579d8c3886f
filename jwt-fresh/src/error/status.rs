//! The table from each error to its status and challenge.

use actix_web::http::StatusCode;

use crate::error::jwt_error::JwtError;

/// The code that asks for another login (RFC 9470 section 3).
pub(crate) const INSUFFICIENT_USER_AUTHENTICATION: &str = "insufficient_user_authentication";

/// The code of a token that is no good (RFC 6750 section 3.1).
pub(crate) const INVALID_TOKEN: &str = "invalid_token";

/// What `WWW-Authenticate` says about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Challenge {
    /// Nothing: the fault is ours, or no token would help.
    None,
    /// The bare scheme, as no credentials were given (RFC 6750 section 3).
    Bare,
    /// The scheme and one of the registered error codes.
    Error(&'static str),
    /// The login is to be repeated if it is older than so many seconds (RFC 9470 section 3).
    MaxAge(u64),
    /// The scopes that are asked for, if it is about scopes (RFC 6750 section 3).
    Scope {
        /// The scopes that are all required.
        all: &'static [&'static str],
        /// The scopes of which one is required; empty for none.
        any: &'static [&'static str],
    },
}

impl JwtError {
    pub(crate) fn status(&self) -> StatusCode {
        self.row().0
    }

    pub(crate) fn challenge(&self) -> Challenge {
        self.row().1
    }

    /// One row an error: the statuses are the Python libraries', the codes those of RFC 6750
    /// section 3.1 and RFC 9470 section 3.
    fn row(&self) -> (StatusCode, Challenge) {
        const INVALID_REQUEST: Challenge = Challenge::Error("invalid_request");
        const INVALID_TOKEN: Challenge = Challenge::Error(self::INVALID_TOKEN);
        const INSUFFICIENT: Challenge = Challenge::Error(INSUFFICIENT_USER_AUTHENTICATION);

        match self {
            Self::MissingToken(_) => (StatusCode::UNAUTHORIZED, Challenge::Bare),
            Self::InvalidHeader(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_REQUEST),
            Self::InvalidToken(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_TOKEN),
            Self::WrongTokenType(_) => (StatusCode::UNPROCESSABLE_ENTITY, INVALID_TOKEN),
            Self::CsrfFailed(_) => (StatusCode::UNAUTHORIZED, INVALID_REQUEST),
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
            Self::UnreadableBody => (StatusCode::BAD_REQUEST, Challenge::None),

            Self::MissingManager => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::NotProtected => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CookiesNotInUse => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CookieNotSet => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::TokenNotCreated => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::NoRevocationStore => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::BlocklistUnavailable => (StatusCode::SERVICE_UNAVAILABLE, Challenge::None),
            Self::NoVerifyingKey => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
            Self::CallbackFailed => (StatusCode::INTERNAL_SERVER_ERROR, Challenge::None),
        }
    }
}
