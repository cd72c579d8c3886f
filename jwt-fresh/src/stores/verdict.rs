//! [`Verdict`], the result of a revocation check.

use std::time::SystemTime;

/// Whether a token is revoked: what a [`RevocationStore`](crate::RevocationStore) says about it.
///
/// ```
/// use jwt_fresh::{RevocationReason, Verdict};
///
/// assert!(Verdict::Revoked(RevocationReason::Session).is_revoked());
/// assert!(!Verdict::Valid.is_revoked());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub enum Verdict {
    /// The store knows of no revocation that applies to the token.
    Valid,
    /// The same, and the token's session is in the store's list and ends then at the latest.
    ValidUntil(SystemTime),
    /// The token is revoked.
    Revoked(RevocationReason),
}

impl Verdict {
    /// Whether the token is to be rejected: unless it is [`Valid`](Self::Valid) or
    /// [`ValidUntil`](Self::ValidUntil).
    #[must_use]
    pub const fn is_revoked(self) -> bool {
        !matches!(self, Self::Valid | Self::ValidUntil(_))
    }
}

/// What was revoked, so that a token is.
///
/// A client does not get to see it; it is in the [log](crate::events) at DEBUG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RevocationReason {
    /// The token itself.
    Token,
    /// The session that the token belongs to.
    Session,
    /// All that its identity, or who acts for that, had until some time.
    Identity,
    /// Nothing was: the store's list does not contain the session of the token.
    UnknownSession,
    /// Nothing was: the session of the token has reached its end.
    ExpiredSession,
    /// Nothing was: the refresh token was replaced by a later one of its session.
    Replaced,
}

impl RevocationReason {
    /// A stable word for it: `token`, `session`, `identity`, `unknown_session`, `expired_session` or
    /// `replaced`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Session => "session",
            Self::Identity => "identity",
            Self::UnknownSession => "unknown_session",
            Self::ExpiredSession => "expired_session",
            Self::Replaced => "replaced",
        }
    }
}
